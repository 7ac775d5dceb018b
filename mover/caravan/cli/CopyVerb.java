package caravan.cli;

import caravan.restic.Id;
import caravan.restic.copier.Copier;
import caravan.restic.copier.CopyListener;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.text.SizeText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies snapshots from another repository into this one. */
@Command(
    name = "copy",
    description = {
      "Copy snapshots from another repository into this one.",
      "Without init --copy-chunker-params, what both hold takes room twice."
    },
    footer = {
      "",
      "Examples:",
      "  caravan copy --from-repo /mnt/usb/backup -r s3:https://s3.example.org/bucket/laptop",
      "  caravan copy --from-repo /mnt/usb/backup --host nas latest"
    })
final class CopyVerb extends Verb {
  private static final int VERBOSE = 2;

  @Mixin private FromOptions from;
  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(paramLabel = "ID", description = "snapshots to copy; without, all selected")
  private List<String> ids = new ArrayList<>();

  CopyVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    var other = from.settings(global, context());
    return withRepository(
        other,
        readingMode(),
        (source, sourceLock) ->
            withRepository(
                LockMode.SHARED, (target, lock) -> copy(source, sourceLock, target, lock)));
  }

  private int copy(
      Repository source, RepositoryLock sourceLock, Repository target, RepositoryLock lock) {
    var all = source.snapshots();
    var present = target.snapshots();
    source.loadIndex();
    target.loadIndex();
    var filter = selection.filter(context());
    var wanted = SnapshotFinder.findAll(all, ids, filter, this::warn);
    var same = SnapshotFinder.findAll(present, List.of(), filter, this::warn);
    Runnable ensureHeld =
        () -> {
          lock.ensureHeld();
          if (sourceLock != null) {
            sourceLock.ensureHeld();
          }
        };
    try (var news = new News()) {
      new Copier(source, target, news, ensureHeld).copy(wanted, same);
    }
    return OK;
  }

  /** Tells of each snapshot, for restic has no JSON for it. */
  private final class News implements CopyListener, AutoCloseable {
    private CountMeter meter;

    @Override
    public void skipped(StoredSnapshot source, Id copy) {
      if (global.verbosity() < VERBOSE) {
        return;
      }
      head(source);
      sayAlways(
          "skipping source snapshot %s, was already copied to snapshot %s"
              .formatted(source.id().toShortString(), copy.toShortString()));
    }

    @Override
    public void started(StoredSnapshot source) {
      head(source);
      sayAlways("  copy started, this may take a while...");
    }

    private void head(StoredSnapshot source) {
      sayAlways("");
      sayAlways(SnapshotText.describe(source, context().zone()));
    }

    @Override
    public void planned(long blobs, long bytes, int packs) {
      if (global.verbosity() >= VERBOSE) {
        sayAlways(
            "  copy %d blobs with disk size %s in %d packfiles"
                .formatted(blobs, SizeText.of(bytes), packs));
      }
      meter = new CountMeter(CopyVerb.this, "packs copied", packs);
    }

    @Override
    public void packDone() {
      meter.add(1);
    }

    @Override
    public void copied(StoredSnapshot source) {
      close();
    }

    @Override
    public void saving(int snapshots) {
      if (snapshots > 1) {
        sayAlways("");
      }
    }

    @Override
    public void saved(StoredSnapshot source, Id copy) {
      sayAlways(
          "snapshot %s saved, copied from source snapshot %s"
              .formatted(copy.toShortString(), source.id().toShortString()));
    }

    @Override
    public void close() {
      if (meter != null) {
        meter.close();
        meter = null;
      }
    }
  }
}
