package caravan.cli;

import caravan.restic.ResticException;
import caravan.restic.json.JsonOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Runs one verb: arguments in, exit code out, and never a stack trace. */
public final class CommandLineProgram {
  static final int FAILURE = 1;

  /** restic's verbs that are not there, or not yet. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "cache",
          "copy",
          "debug",
          "diff",
          "dump",
          "features",
          "find",
          "generate",
          "key",
          "list",
          "migrate",
          "mount",
          "options",
          "recover",
          "repair",
          "rewrite",
          "self-update",
          "stats",
          "tag");

  private final CliContext context;

  public CommandLineProgram(CliContext context) {
    this.context = context;
  }

  public int run(String... arguments) {
    var words = new ArrayList<>(List.of(arguments));
    int verb = verbAt(words);
    if (verb < words.size() && UNSUPPORTED.contains(words.get(verb))) {
      context
          .err()
          .println("Fatal: the verb \"" + words.get(verb) + "\" of restic is not supported");
      return FAILURE;
    }
    if (verb < words.size()) {
      // Flags of every verb may come before it, as in restic; the parser wants them after it.
      words.addFirst(words.remove(verb));
    }
    return commandLine().execute(words.toArray(String[]::new));
  }

  /** Where the verb stands: behind the flags that come first, and their values. */
  private static int verbAt(List<String> words) {
    var flags = CommandLine.Model.CommandSpec.forAnnotatedObject(new GlobalOptions()).optionsMap();
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      var flag = flags.get(words.get(at));
      at += flag != null && flag.arity().min() > 0 ? 2 : 1;
    }
    return at;
  }

  private CommandLine commandLine() {
    return new CommandLine(new CaravanCommand(), new VerbFactory(context))
        .setOut(new java.io.PrintWriter(context.out(), true))
        .setErr(new java.io.PrintWriter(context.err(), true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(this::refuse)
        .setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
  }

  private int refuse(CommandLine.ParameterException failure, String[] arguments) {
    var command = failure.getCommandLine().getCommandSpec().qualifiedName();
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
      var unknown = unmatched.getUnmatched().getFirst();
      context
          .err()
          .println(
              unknown.startsWith("-")
                  ? "unknown flag: " + unknown + " is not supported by " + command
                  : "unknown command \"" + unknown + "\" for caravan");
    } else {
      context.err().println("Fatal: " + failure.getMessage());
    }
    context.err().println("Run '" + command + " --help' for what is.");
    return FAILURE;
  }

  private int report(Exception failure, CommandLine command) {
    int code = failure instanceof ResticException e ? e.exitCode() : FAILURE;
    var message = "Fatal: " + message(failure);
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
    if (!context.variable("CARAVAN_TRACE").isEmpty()) {
      failure.printStackTrace(context.err());
    }
    return code;
  }

  private static String message(Exception failure) {
    return failure instanceof ResticException
        ? failure.getMessage()
        : "unexpected failure, please report it with CARAVAN_TRACE=1: " + failure;
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
