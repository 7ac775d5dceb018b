package caravan.cli;

import caravan.restic.IncompleteException;
import caravan.restic.RepositoryLocked;
import caravan.restic.ResticException;
import caravan.restic.json.JsonOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Runs one verb: arguments in, exit code out, and never a stack trace. */
public final class CommandLineProgram {
  static final int FAILURE = 1;
  private static final int MOST_VERBOSE = 3;

  /** restic's verbs that are not there, or not yet. */
  private static final Set<String> UNSUPPORTED =
      Set.of("debug", "features", "generate", "mount", "options", "self-update");

  private final CliContext context;

  public CommandLineProgram(CliContext context) {
    this.context = context;
  }

  public int run(String... arguments) {
    var words = Words.of(List.of(arguments));
    var verb = words.verb();
    if (verb != null && UNSUPPORTED.contains(verb)) {
      context
          .err()
          .println("Fatal: the verb \"%s\" of restic is not supported by caravan".formatted(verb));
      return FAILURE;
    }
    return commandLine().execute(words.verbFirst());
  }

  private CommandLine commandLine() {
    return new CommandLine(new CaravanCommand(), new VerbFactory(context))
        .setOut(new java.io.PrintWriter(context.out(), true))
        .setErr(new java.io.PrintWriter(context.err(), true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(this::refuse)
        .setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
  }

  private int refuse(CommandLine.ParameterException failure, String[] arguments) {
    var command = failure.getCommandLine().getCommandSpec().qualifiedName();
    var text =
        failure instanceof CommandLine.UnmatchedArgumentException unmatched
            ? refusal(unmatched.getUnmatched().getFirst(), command)
            : "Fatal: " + failure.getMessage();
    context.err().println(text);
    context.err().println("Run '" + command + " --help' for what is.");
    return FAILURE;
  }

  private static String refusal(String word, String command) {
    if (word.startsWith("-")) {
      return "unknown flag: " + word + " is not supported by " + command;
    }
    return command.contains(" ")
        ? "Fatal: %s takes no further word: \"%s\"".formatted(command, word)
        : "unknown command \"" + word + "\" for caravan";
  }

  private int report(Exception failure, CommandLine command) {
    int code = failure instanceof ResticException e ? e.exitCode() : FAILURE;
    var message = message(failure);
    if (command.getCommand() instanceof Verb verb && verb.isJson()) {
      verb.console()
          .errorJson(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "exit_error")
                  .member("code", code)
                  .member("message", message)
                  .endObject());
    } else {
      context.err().println(message);
    }
    if (isTraced(command)) {
      failure.printStackTrace(context.err());
    }
    return code;
  }

  private boolean isTraced(CommandLine command) {
    boolean isVeryVerbose =
        command.getCommand() instanceof Verb verb && verb.global.verbosity() > MOST_VERBOSE;
    return isVeryVerbose || !context.variable("CARAVAN_TRACE").isEmpty();
  }

  /** restic puts "Fatal:" before most, but not before a lock in the way or work left undone. */
  private static String message(Exception failure) {
    return switch (failure) {
      case RepositoryLocked locked -> locked.getMessage();
      case IncompleteException incomplete -> incomplete.getMessage();
      case ResticException known -> "Fatal: " + known.getMessage();
      default -> "Fatal: unexpected failure, please report it with CARAVAN_TRACE=1: " + failure;
    };
  }

  /** Makes verbs with what they need. */
  private record VerbFactory(CliContext context) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      if (Verb.class.isAssignableFrom(type)) {
        var constructor = type.getDeclaredConstructor(CliContext.class);
        return constructor.newInstance(context);
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** The names of all verbs, for whoever dispatches. */
  public static List<String> verbs() {
    return Arrays.stream(
            CaravanCommand.class.getAnnotation(CommandLine.Command.class).subcommands())
        .map(type -> type.getAnnotation(CommandLine.Command.class).name())
        .toList();
  }
}
