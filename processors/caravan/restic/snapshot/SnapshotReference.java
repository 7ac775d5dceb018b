package caravan.restic.snapshot;

/**
 * How a user names a snapshot: the beginning of its id or {@code latest}, and perhaps a folder in
 * it.
 *
 * @param subfolder what follows the colon, empty for the whole snapshot
 */
public record SnapshotReference(String id, String subfolder) {
  public static final String LATEST = "latest";

  /** Splits {@code ID:subfolder} at the first colon. */
  public static SnapshotReference parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new SnapshotReference(text, "")
        : new SnapshotReference(text.substring(0, colon), text.substring(colon + 1));
  }

  public boolean isLatest() {
    return id.equals(LATEST);
  }
}
