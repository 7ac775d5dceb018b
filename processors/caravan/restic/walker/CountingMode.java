package caravan.restic.walker;

/** What {@link SnapshotCounter} counts, in restic's words. */
public enum CountingMode {
  /** Files as a restore would make them. */
  RESTORE_SIZE("restore-size"),
  /** Files of the same content once. */
  FILES_BY_CONTENTS("files-by-contents"),
  /** Blobs once in each file. */
  BLOBS_PER_FILE("blobs-per-file"),
  /** Blobs as they are stored. */
  RAW_DATA("raw-data");

  private final String word;

  CountingMode(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
