package caravan;

import caravan.restic.ResticException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** Runs a face as a command line: known failures are one line and an exit code. */
final class FaceCommand {
  private FaceCommand() {}

  /**
   * @param face a picocli command
   * @param exitCode asked for once the face has run
   */
  static int run(Runnable face, ProcessFacts process, List<String> words, IntSupplier exitCode) {
    var command = new CommandLine(face);
    command.setOut(writer(process.out())).setErr(writer(process.err()));
    var failure = new AtomicReference<Exception>();
    command.setExecutionExceptionHandler(
        (e, _, _) -> {
          failure.set(e);
          return 1;
        });
    int parsed = command.execute(words.toArray(String[]::new));
    return switch (failure.get()) {
      case null -> parsed == 0 ? exitCode.getAsInt() : 1;
      case ResticException known -> {
        process.err().println("Fatal: " + known.getMessage());
        yield known.exitCode();
      }
      case RuntimeException unknown -> throw unknown;
      case Exception unknown -> throw new IllegalStateException(unknown);
    };
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
