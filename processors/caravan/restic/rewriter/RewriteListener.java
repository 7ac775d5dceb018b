package caravan.restic.rewriter;

import caravan.restic.Id;
import caravan.restic.snapshot.Timestamp;

/** Hears what becomes of a snapshot; in a dry run, what would. */
public interface RewriteListener {
  /** There is no tree any more: the snapshot is deleted. */
  void removedEmpty(Id old);

  /** There is no tree any more, and without leave to delete the snapshot stays. */
  void keptUnreadable(Id old);

  /** A new snapshot gets another host or time, where these are not null. */
  void changing(String host, Timestamp time);

  /**
   * @param changed null in a dry run
   */
  void saved(Id changed);

  void removedOld(Id old);
}
