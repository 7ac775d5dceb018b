package caravan.replication;

import caravan.api.ObjectKey;
import caravan.api.Replication;
import java.time.Duration;

/** Who is told how the runs of the objects go. */
public interface SyncMetrics {
  /** Told at the end of every pass. */
  void observed(Replication object, boolean outOfSync);

  /** A run ended well; the object has its new status. */
  void completed(Replication object, Duration duration);

  /** A run ended well, and later than the slot after its own. */
  void missedInterval(Replication object);

  /** A run that ended well had been told to remove locks of dead movers. */
  default void removedLocks(Replication object, int number) {}

  /** The object is gone, and so is what was told about it. */
  void forget(ObjectKey key);

  /** A claim waits for its volume, told at each pass over it. */
  default void waits(ObjectKey claim) {}

  /** It has its volume, or wants it no longer. */
  default void waitsNoLonger(ObjectKey claim) {}
}
