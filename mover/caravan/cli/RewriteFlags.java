package caravan.cli;

import picocli.CommandLine.Option;

/** The flags that every verb has which replaces snapshots. */
final class RewriteFlags {
  @Option(
      names = {"-n", "--dry-run"},
      description = "only say what would be done")
  boolean dryRun;

  @Option(names = "--forget", description = "delete the old snapshots once the new are stored")
  boolean forget;
}
