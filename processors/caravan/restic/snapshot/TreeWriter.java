package caravan.restic.snapshot;

/** Builds the canonical bytes of a tree; nodes come in strictly increasing order of their names. */
public final class TreeWriter {
  public void add(Node node) {
    throw new UnsupportedOperationException();
  }

  /** The tree's bytes; the writer is empty again afterwards. */
  public byte[] finish() {
    throw new UnsupportedOperationException();
  }
}
