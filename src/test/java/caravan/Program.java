package caravan;

import caravan.restic.repository.LockOwner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Runs the whole program inside the test, as a user would from a shell. */
public final class Program {
  private final Map<String, String> environment = new HashMap<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private Path workingDirectory = Path.of("").toAbsolutePath();

  private Program() {}

  public static Program at(String repository, String password) {
    return new Program().with("RESTIC_REPOSITORY", repository).with("RESTIC_PASSWORD", password);
  }

  public Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Program with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  public Program without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** What is typed, or piped in, when a password is asked for. */
  public Program answering(String... passwords) {
    answers.addAll(List.of(passwords));
    return this;
  }

  public Program in(Path directory) {
    workingDirectory = directory;
    return this;
  }

  /** Fails the test when the program does. */
  public Result run(String... arguments) {
    var result = tryRun(arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError("caravan " + List.of(arguments) + " ended with " + result);
    }
    return result;
  }

  public Result tryRun(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Main.run(List.of(arguments), process(out, err));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private ProcessFacts process(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new ProcessFacts(
        Map.copyOf(environment),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        question -> answers.poll(),
        workingDirectory,
        Clock.systemUTC(),
        new LockOwner("test-host", "tester", (int) ProcessHandle.current().pid(), 0, 0),
        "0.1.0-test");
  }

  /** What the program printed and how it ended. */
  public record Result(int exitCode, String out, String err) {
    public String all() {
      return out + err;
    }

    @Override
    public String toString() {
      return exitCode + ": " + all();
    }
  }
}
