package caravan.restic.snapshot;

/** Reads a tree node by node, straight from its bytes. */
public final class TreeReader {
  public TreeReader(byte[] tree) {}

  /** The next node, or null after the last one. */
  public Node next() {
    throw new UnsupportedOperationException();
  }
}
