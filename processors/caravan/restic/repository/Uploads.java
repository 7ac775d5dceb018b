package caravan.restic.repository;

/**
 * New blobs on their way into packs and an index. Packs leave as they fill; after {@link #flush}
 * everything saved so far is stored and indexed.
 */
public final class Uploads implements AutoCloseable {
  Uploads() {}

  /** A saver for one thread. */
  public BlobSaver saver() {
    throw new UnsupportedOperationException();
  }

  /** Finishes open packs, waits for all of them to be stored, then writes the index. */
  public void flush() {
    throw new UnsupportedOperationException();
  }

  /** Ends without flushing: what was not flushed is left to the next prune. */
  @Override
  public void close() {}
}
