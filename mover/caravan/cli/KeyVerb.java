package caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verbs about a repository's passwords. */
@Command(
    name = "key",
    description = "Manage the passwords of a repository.",
    subcommands = {KeyAddVerb.class, KeyListVerb.class, KeyPasswdVerb.class, KeyRemoveVerb.class},
    footer = {"", "Examples:", "  caravan key list", "  caravan key add --user anna"})
final class KeyVerb implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
