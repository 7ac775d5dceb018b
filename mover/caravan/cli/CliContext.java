package caravan.cli;

import caravan.restic.repository.LockOwner;
import caravan.text.DisplayZone;
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
    PasswordPrompt prompt,
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

  /** A file the user named, wherever the program was started. */
  Path file(String name) {
    return workingDirectory.resolve(name).normalize();
  }

  DisplayZone zone() {
    return DisplayZone.of(clock.getZone(), environment.get("TZ"));
  }

  CliContext with(Map<String, String> other) {
    return new CliContext(
        other, out, err, console, prompt, workingDirectory, clock, owner, version);
  }
}
