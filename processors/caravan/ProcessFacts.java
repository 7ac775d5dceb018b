package caravan;

import caravan.cli.CliContext;
import caravan.cli.PasswordPrompt;
import caravan.restic.fs.UserNames;
import caravan.restic.repository.LockOwner;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What this process is and was given: environment, streams, clock, user.
 *
 * @param isTerminal whether a person watches
 * @param prompt asks that person, or reads what was piped in
 */
record ProcessFacts(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    boolean isTerminal,
    PasswordPrompt prompt,
    Path workingDirectory,
    Clock clock,
    LockOwner owner,
    String version) {
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path SELF = Path.of("/proc/self");

  static ProcessFacts read() {
    var version = Main.class.getPackage().getImplementationVersion();
    var environment = System.getenv();
    return new ProcessFacts(
        environment,
        Streams.utf8(FileDescriptor.out),
        Streams.utf8(FileDescriptor.err),
        Streams.isTerminal(1),
        Streams::askPassword,
        Path.of("").toAbsolutePath(),
        Clock.systemDefaultZone(),
        owner(environment),
        version == null ? "development" : version);
  }

  CliContext cliContext() {
    return new CliContext(
        environment, out, err, isTerminal, prompt, workingDirectory, clock, owner, version);
  }

  private static LockOwner owner(Map<String, String> environment) {
    int uid = id("unix:uid");
    int gid = id("unix:gid");
    var names = UserNames.system();
    var known = names.user(uid);
    var username = known.isEmpty() ? environment.getOrDefault("USER", "") : known;
    int pid = (int) ProcessHandle.current().pid();
    return new LockOwner(hostname(environment), username, pid, uid, gid);
  }

  private static int id(String attribute) {
    try {
      return (int) Files.getAttribute(SELF, attribute);
    } catch (IOException | UnsupportedOperationException e) {
      return 0;
    }
  }

  private static String hostname(Map<String, String> environment) {
    try {
      return Files.readString(HOSTNAME).strip();
    } catch (IOException e) {
      return environment.getOrDefault("HOSTNAME", "localhost");
    }
  }
}
