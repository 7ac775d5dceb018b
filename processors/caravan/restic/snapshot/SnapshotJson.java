package caravan.restic.snapshot;

/** The bytes of a snapshot file. */
public final class SnapshotJson {
  private SnapshotJson() {}

  public static byte[] encode(Snapshot snapshot) {
    throw new UnsupportedOperationException();
  }

  public static Snapshot decode(byte[] json) {
    throw new UnsupportedOperationException();
  }
}
