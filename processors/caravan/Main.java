package caravan;

import caravan.cli.CommandLineProgram;
import java.util.List;

/** Composition root: picks the face of the program, and alone reads what the process is given. */
public final class Main {
  private static final int INTERRUPTED = 130;

  private Main() {}

  public static void main(String[] args) {
    var process = ProcessFacts.read();
    System.exit(run(List.of(args), process));
  }

  /** Runs one face; returns the exit code. */
  static int run(List<String> args, ProcessFacts process) {
    var rest = args.stream().skip(1).toList();
    try {
      return switch (args.isEmpty() ? "" : args.getFirst()) {
        case "mover" -> new MoverFace(process).run(rest);
        case "operator" -> new OperatorFace(process).run(rest);
        case "status" -> new StatusFace.Table(process).run(rest);
        case "doctor" -> new StatusFace.Doctor(process).run(rest);
        case "local" -> new LocalFace(process).run(rest);
        default -> new CommandLineProgram(process.cliContext()).run(args.toArray(String[]::new));
      };
    } catch (OutOfMemoryError e) {
      process
          .err()
          .println("Fatal: out of memory: give the process more, or set CARAVAN_JAVA_OPTS=-Xmx...");
      return 1;
    } catch (RuntimeException | Error e) {
      process.err().println("Fatal: unexpected failure, please report it: " + e);
      if (process.environment().containsKey("CARAVAN_TRACE")) {
        e.printStackTrace(process.err());
      }
      return Thread.currentThread().isInterrupted() ? INTERRUPTED : 1;
    }
  }
}
