package caravan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged program as a process of its own, for tests that send it signals. */
public final class ProgramProcess {
  private ProgramProcess() {}

  /** Starts it; what it prints lands in the files {@code output} and {@code errors} of a folder. */
  public static Process start(Path folder, Map<String, String> environment, String... words)
      throws IOException {
    var builder =
        new ProcessBuilder(command(List.of(words)))
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** For those who start it their own way. */
  public static List<String> command(List<String> words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                "target/caravan.jar:target/lib/*",
                "caravan.Main"));
    command.addAll(words);
    return command;
  }

  /** Sends a signal by its name, such as {@code INT}. */
  public static void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
