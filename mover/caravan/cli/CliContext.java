package caravan.cli;

import caravan.restic.repository.LockOwner;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What the command line gets from the program: nothing else of the process is read here.
 *
 * @param console whether standard output is a terminal
 */
public record CliContext(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    boolean console,
    Path workingDirectory,
    Clock clock,
    LockOwner owner,
    String version) {
  String program() {
    return "caravan " + version;
  }

  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
