package caravan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code kubectl} on the cluster of the tests, in one namespace. */
record Kubectl(String kubeconfig, String namespace) {
  private static final long TIMEOUT_MINUTES = 6;

  /** One run of it. */
  record Result(int exitCode, String output, String errors) {}

  Result tryRun(String input, String... words) {
    var command = new ArrayList<>(List.of("kubectl", "--kubeconfig=" + kubeconfig));
    command.addAll(List.of("--namespace=" + namespace));
    command.addAll(List.of(words));
    return run(input, command);
  }

  /** What it printed; the test fails when it does. */
  String run(String... words) {
    return succeeded(tryRun("", words), List.of(words));
  }

  void apply(String manifests) {
    succeeded(tryRun(manifests, "apply", "-f", "-"), List.of("apply"));
  }

  /** One value of an object, empty when it has none. */
  String value(String object, String path) {
    var result = tryRun("", "get", object, "-o", "jsonpath={" + path + "}");
    return result.exitCode() == 0 ? result.output() : "";
  }

  static String succeeded(Result result, List<String> words) {
    assertThat(result.exitCode()).as("%s: %s%s", words, result.errors(), result.output()).isZero();
    return result.output();
  }

  static Result run(String input, List<String> command) {
    try {
      var in = Files.writeString(Files.createTempFile("e2e", ".in"), input);
      var errors = Files.createTempFile("e2e", ".err");
      try {
        var process =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectError(errors.toFile())
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output, Files.readString(errors));
      } finally {
        Files.delete(in);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
