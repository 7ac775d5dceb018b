package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with nothing but its own jars, as users start it: no test's class path helps out. */
class PackagedProgramIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  @TempDir Path folder;

  @Test
  void verbsRun() throws Exception {
    var environment =
        Map.of("RESTIC_REPOSITORY", folder.resolve("repo").toString(), "RESTIC_PASSWORD", "secret");
    Files.writeString(folder.resolve("file"), "content");

    assertThat(run(environment, "init").exitCode()).isZero();
    assertThat(run(environment, "backup", folder.resolve("file").toString()).text())
        .contains("snapshot")
        .contains("saved");
  }

  @Test
  void localModeRuns() throws Exception {
    var manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.createDirectories(folder.resolve("volumes/app"));
    Files.writeString(folder.resolve("volumes/app/file"), "content");
    Files.writeString(manifests.resolve("app.yaml"), manifest());

    var result =
        run(
            Map.of(),
            "local",
            "--once",
            "--manifests",
            manifests.toString(),
            "--volumes",
            folder.resolve("volumes").toString(),
            "--set",
            "camel.management.enabled=true",
            "--set",
            "camel.management.port=0");

    assertThat(result.exitCode()).as(result.text()).isZero();
    assertThat(folder.resolve("repo/config")).exists();
    assertThat(folder.resolve("repo/snapshots")).isNotEmptyDirectory();
  }

  @Test
  void moverNamesTheVariableThatIsMissing() throws Exception {
    var result = run(Map.of(), "mover", "backup");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.text()).contains("RESTIC_REPOSITORY is not set").doesNotContain("\tat ");
  }

  private String manifest() {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: repository}
        stringData:
          RESTIC_REPOSITORY: %s
          RESTIC_PASSWORD: secret
        ---
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: app}
        spec:
          sourcePVC: app
          trigger: {schedule: "@hourly"}
          restic: {repository: repository, copyMethod: Direct}
        """
        .formatted(folder.resolve("repo"));
  }

  private record Result(int exitCode, String text) {}

  private Result run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                TARGET.resolve("caravan.jar") + ":" + TARGET.resolve("lib") + "/*",
                "caravan.Main"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("RESTIC_"));
    builder.environment().putAll(environment);
    builder.environment().put("HOME", folder.toString());
    var process = builder.start();
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), text);
  }
}
