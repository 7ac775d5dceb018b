package caravan.mover;

import caravan.restic.RepositoryMissing;
import caravan.text.SizeText;

/**
 * Looks whether the volume came back empty or far smaller than it was: then nothing is forgotten,
 * until somebody says that it is meant to be so. Also for a volume that was not backed up because
 * it is empty.
 */
final class GuardHistory extends MoverStep {
  private final OpenRepository open = new OpenRepository();

  @Override
  void run(MoverRun run) {
    try {
      open.run(run);
    } catch (RepositoryMissing e) {
      return;
    }
    var outcome = run.outcome();
    var earlier =
        run.repository().snapshots().stream()
            .filter(stored -> !stored.id().equals(outcome.snapshot()))
            .toList();
    var good = LastGood.among(earlier, run.environment().acceptShrunk());
    if (good != null && good.isShrunkTo(outcome.bytes())) {
      outcome.shrunk(new MoverResult.Shrunk(good.id(), good.bytes()));
      run.log()
          .line(
              "The volume has %s, and had %s in snapshot %s: no snapshot is forgotten",
              SizeText.of(outcome.bytes()), SizeText.of(good.bytes()), good.id().toShortString());
    }
  }
}
