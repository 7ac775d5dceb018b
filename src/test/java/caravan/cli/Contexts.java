package caravan.cli;

import caravan.restic.repository.LockOwner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Contexts for tests: nothing of the machine is in them. */
final class Contexts {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  private Contexts() {}

  static CliContext of(Map<String, String> environment) {
    return of(environment, Path.of("/work"), question -> null);
  }

  static CliContext of(
      Map<String, String> environment, Path workingDirectory, PasswordPrompt prompt) {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var owner = new LockOwner("host", "user", 1, 0, 0);
    return new CliContext(
        environment, nowhere, nowhere, false, prompt, workingDirectory, CLOCK, owner, "test");
  }
}
