package caravan.cli;

import caravan.restic.Id;
import caravan.restic.rewriter.RewriteListener;
import caravan.restic.snapshot.Timestamp;

/** Tells what becomes of snapshots, in restic's words; restic has no JSON for it. */
final class RewriteNews implements RewriteListener {
  private final Verb verb;
  private final boolean dryRun;

  RewriteNews(Verb verb, boolean dryRun) {
    this.verb = verb;
    this.dryRun = dryRun;
  }

  @Override
  public void removedEmpty(Id old) {
    verb.sayAlways(
        dryRun ? "would delete empty snapshot" : "removed empty snapshot " + old.toShortString());
  }

  @Override
  public void keptUnreadable(Id old) {
    verb.sayAlways(
        "snapshot %s cannot be read and stays: --forget deletes it".formatted(old.toShortString()));
  }

  @Override
  public void changing(String host, Timestamp time) {
    if (time != null) {
      var shown = verb.context().zone().inFull(time);
      verb.sayAlways("%s time to %s".formatted(dryRun ? "would set" : "setting", shown));
    }
    if (host != null) {
      verb.sayAlways("%s to %s".formatted(dryRun ? "would set hostname" : "setting host", host));
    }
  }

  @Override
  public void saved(Id changed) {
    verb.sayAlways(
        dryRun ? "would save new snapshot" : "saved new snapshot " + changed.toShortString());
  }

  @Override
  public void removedOld(Id old) {
    verb.sayAlways(
        dryRun ? "would remove old snapshot" : "removed old snapshot " + old.toShortString());
  }

  /** How many there were, at the end. */
  void sum(int changed) {
    verb.sayAlways("");
    if (changed == 0) {
      verb.sayAlways(dryRun ? "no snapshots would be modified" : "no snapshots were modified");
    } else {
      verb.sayAlways("%s %d snapshots".formatted(dryRun ? "would modify" : "modified", changed));
    }
  }
}
