package caravan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verbs that mend a damaged repository. */
@Command(
    name = "repair",
    description = "Mend a damaged repository: first the index, then packs, then snapshots.",
    subcommands = {RepairIndexVerb.class, RepairPacksVerb.class, RepairSnapshotsVerb.class},
    footer = {"", "Examples:", "  caravan repair index", "  caravan repair snapshots --dry-run"})
final class RepairVerb implements Runnable {
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
