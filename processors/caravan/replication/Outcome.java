package caravan.replication;

/**
 * What came of a mover's run.
 *
 * @param logs the lines that say so
 * @param snapshot id of the snapshot written or restored, null for none
 * @param files regular files looked at
 * @param bytes their size
 * @param storedBytes what was added to the repository, compressed
 * @param pruned whether this very run pruned the repository
 * @param checked whether it checked it, and found no errors
 * @param shrunkFrom id of the snapshot of which the volume has lost nearly everything, so that
 *     nothing was forgotten; null for none
 */
public record Outcome(
    boolean successful,
    String logs,
    String snapshot,
    long files,
    long bytes,
    long storedBytes,
    boolean pruned,
    boolean checked,
    String shrunkFrom) {}
