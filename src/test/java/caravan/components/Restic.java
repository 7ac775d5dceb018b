package caravan.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs the real restic against one repository, without touching the machine's own cache. */
public final class Restic {
  private static final long TIMEOUT_MINUTES = 5;
  private final String repository;
  private final Map<String, String> environment = new TreeMap<>();
  private Path workingDirectory = Path.of(".");

  private Restic(String repository, String password) {
    this.repository = repository;
    environment.put("RESTIC_PASSWORD", password);
    environment.put("TZ", "UTC");
  }

  public static Restic at(String repository, String password) {
    return new Restic(repository, password);
  }

  public Restic with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Restic in(Path directory) {
    workingDirectory = directory;
    return this;
  }

  /** Runs one verb and fails the test when restic does. */
  public Result run(String... arguments) {
    var result = tryRun(arguments);
    if (result.exitCode() != 0) {
      throw new AssertionError("restic " + List.of(arguments) + " ended with " + result);
    }
    return result;
  }

  /** Runs one verb, whatever comes of it. */
  public Result tryRun(String... arguments) {
    var command = new ArrayList<String>();
    command.addAll(List.of(Components.restic().toString(), "-r", repository));
    if (!environment.containsKey("RESTIC_CACHE_DIR")) {
      command.add("--no-cache");
    }
    command.addAll(List.of(arguments));
    try {
      return execute(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Result execute(List<String> command) throws IOException, InterruptedException {
    var out = Files.createTempFile("restic", ".out");
    var err = Files.createTempFile("restic", ".err");
    try {
      var builder =
          new ProcessBuilder(command)
              .directory(workingDirectory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end in " + TIMEOUT_MINUTES + " minutes");
      }
      return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** What a run printed and how it ended. */
  public record Result(int exitCode, byte[] output, String errors) {
    public String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return exitCode + ": " + text() + errors;
    }
  }
}
