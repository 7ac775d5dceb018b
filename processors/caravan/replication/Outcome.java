package caravan.replication;

import java.util.List;

/**
 * What came of a mover's run.
 *
 * @param logs the lines that say so
 * @param snapshot id of the snapshot written or restored, null for none
 * @param figures the run in numbers
 * @param pruned whether this very run pruned the repository
 * @param checked whether it checked it, and found no errors
 * @param shrunkFrom id of the snapshot of which the volume has lost nearly everything, so that
 *     nothing was forgotten; null for none
 * @param unreadable what it could not read or restore
 */
public record Outcome(
    boolean successful,
    String logs,
    String snapshot,
    Figures figures,
    boolean pruned,
    boolean checked,
    String shrunkFrom,
    Unreadable unreadable) {

  /**
   * A run in numbers.
   *
   * @param files regular files looked at
   * @param bytes their size
   * @param addedBytes what of it was new to the repository
   * @param storedBytes the same, compressed
   * @param seconds how long the mover ran
   * @param peakMemoryBytes the most memory it had, 0 when that is not known
   */
  public record Figures(
      long files,
      long bytes,
      long addedBytes,
      long storedBytes,
      long seconds,
      long peakMemoryBytes) {
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);
  }

  /** How many items there were, and the first of them by name. */
  public record Unreadable(int count, List<String> first) {
    public static final Unreadable NONE = new Unreadable(0, List.of());

    public Unreadable {
      first = List.copyOf(first);
    }
  }
}
