package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.restorer.RestoreOptions;
import caravan.restic.restorer.RestoreOptions.Overwrite;
import caravan.restic.restorer.RestoreResult;
import caravan.restic.restorer.Restorer;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the files of a snapshot back. */
@Command(
    name = "restore",
    description = "Bring the files of a snapshot back.",
    footer = {
      "",
      "Examples:",
      "  caravan restore latest --target /tmp/back",
      "  caravan restore latest:/home/user/letters --target letters",
      "  caravan restore 79766175 --target / --include /etc/nginx",
      "  caravan restore latest --target /srv --delete --dry-run -vv"
    })
final class RestoreVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;
  @Mixin private IncludeOptions include;

  @Parameters(paramLabel = "ID[:FOLDER]", description = "the snapshot, or latest")
  private List<String> snapshots = new ArrayList<>();

  @Option(
      names = {"-t", "--target"},
      paramLabel = "DIR",
      description = "where to")
  private String target;

  @Option(names = "--delete", description = "remove what is in the target and not in the snapshot")
  private boolean delete;

  @Option(
      names = "--overwrite",
      paramLabel = "WHEN",
      description = "always, if-changed, if-newer or never")
  private String overwrite = "always";

  @Option(names = "--sparse", description = "leave holes where there are only zeros")
  private boolean sparse;

  @Option(names = "--verify", description = "read what was written again")
  private boolean verify;

  @Option(names = "--ownership-by-name", description = "owners by name instead of number")
  private boolean ownershipByName;

  @Option(
      names = {"-n", "--dry-run"},
      description = "only say what would be done; -vv names each file")
  private boolean dryRun;

  RestoreVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (snapshots.size() != 1) {
      throw new InvalidInput(
          snapshots.isEmpty()
              ? "no snapshot ID specified: give one, or latest"
              : "more than one snapshot ID specified: " + snapshots);
    }
    if (target == null || target.isEmpty()) {
      throw new InvalidInput("please specify a directory to restore to (--target)");
    }
    if (delete && context().file(target).toString().equals("/") && include.isEmpty()) {
      throw new InvalidInput(
          "'--target / --delete' must be combined with an include or exclude filter");
    }
    var reference = SnapshotReference.parse(snapshots.getFirst());
    var options = options(reference.subfolder());
    return withRepository(
        readingMode(), (repository, lock) -> restore(repository, reference, options));
  }

  private int restore(Repository repository, SnapshotReference reference, RestoreOptions options) {
    var filter = selection.latestFilter(context());
    var stored = SnapshotFinder.find(repository.snapshots(), reference, filter);
    repository.loadIndex();
    say("restoring %s to %s", SnapshotText.describe(stored, context().zone()), target);
    var start = context().clock().instant();
    RestoreResult result;
    try (var meter = new ProgressMeter(this, new RestoreShape())) {
      var news = new RestoreNews(this, meter, context().file(target));
      result = new Restorer(repository, stored.snapshot(), options, news).run();
    }
    var elapsed = Duration.between(start, context().clock().instant());
    new RestoreReport(this).print(result, elapsed);
    if (verify) {
      say("finished verifying %d files in %s", result.filesVerified(), target);
    }
    if (!result.failures().isEmpty()) {
      throw new InvalidInput("There were " + result.failures().size() + " errors");
    }
    return OK;
  }

  private RestoreOptions options(String subfolder) {
    return new RestoreOptions(
        BytePath.of(context().file(target).toString()),
        subfolder,
        include.filter(context()),
        overwriteMode(),
        delete,
        sparse,
        verify,
        dryRun,
        ownershipByName,
        include.extendedAttributes());
  }

  private Overwrite overwriteMode() {
    return Arrays.stream(Overwrite.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(overwrite))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "invalid overwrite behavior \"%s\", must be one of (always|if-changed|if-newer|never)"
                        .formatted(overwrite)));
  }
}
