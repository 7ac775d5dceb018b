package caravan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program without a verb: its help names them all. */
@Command(
    name = "caravan",
    description = "Backs up folders and volumes in restic's format and brings them back.",
    mixinStandardHelpOptions = true,
    versionProvider = CaravanCommand.Version.class,
    subcommands = {
      InitVerb.class,
      BackupVerb.class,
      RestoreVerb.class,
      SnapshotsVerb.class,
      LsVerb.class,
      FindVerb.class,
      DumpVerb.class,
      CopyVerb.class,
      CatVerb.class,
      ListVerb.class,
      StatsVerb.class,
      DiffVerb.class,
      TagVerb.class,
      ForgetVerb.class,
      PruneVerb.class,
      CheckVerb.class,
      RepairVerb.class,
      RecoverVerb.class,
      RewriteVerb.class,
      MigrateVerb.class,
      UnlockVerb.class,
      KeyVerb.class,
      CacheVerb.class,
      VersionVerb.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nOther faces:%n",
    footer = {
      "  caravan local --manifests DIR --volumes DIR   VolSync's manifests over folders",
      "  caravan mover backup|restore|prune|check|unlock   one run, as in a VolSync pod",
      "",
      "Examples:",
      "  caravan init -r s3:https://s3.example.org/bucket/laptop",
      "  caravan backup ~/Documents --exclude '*.tmp'",
      "  caravan restore latest --target /tmp/back"
    })
final class CaravanCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Asked by {@code --version}. */
  static final class Version implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = CaravanCommand.class.getPackage().getImplementationVersion();
      return new String[] {"caravan " + (version == null ? "development" : version)};
    }
  }
}
