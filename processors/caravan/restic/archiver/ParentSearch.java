package caravan.restic.archiver;

import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.Timestamp;
import java.util.Comparator;
import java.util.List;

/** Picks the snapshot a backup is compared with. */
final class ParentSearch {
  private static final Comparator<StoredSnapshot> BY_TIME =
      Comparator.<StoredSnapshot>comparingLong(stored -> stored.snapshot().time().seconds())
          .thenComparingInt(stored -> stored.snapshot().time().nanos());

  private ParentSearch() {}

  /**
   * The newest one, no later than {@code time}, of the same host that has all paths; or null.
   *
   * @param hostname null for any
   */
  static StoredSnapshot newest(
      List<StoredSnapshot> snapshots, String hostname, List<String> paths, Timestamp time) {
    return snapshots.stream()
        .filter(stored -> hostname == null || stored.snapshot().hostname().equals(hostname))
        .filter(stored -> stored.snapshot().paths().containsAll(paths))
        .filter(stored -> !isAfter(stored.snapshot().time(), time))
        .max(BY_TIME)
        .orElse(null);
  }

  private static boolean isAfter(Timestamp a, Timestamp b) {
    return a.seconds() > b.seconds() || a.seconds() == b.seconds() && a.nanos() > b.nanos();
  }
}
