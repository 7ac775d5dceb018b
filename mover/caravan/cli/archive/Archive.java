package caravan.cli.archive;

import caravan.restic.snapshot.Node;
import java.io.IOException;
import java.io.OutputStream;

/** An archive that is being written, entry by entry. */
public interface Archive extends AutoCloseable {
  /** Writes the data of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Adds a file, directory or symlink.
   *
   * @param path raw bytes, without a slash at either end
   * @param content asked for files only
   */
  void add(byte[] path, Node node, Content content) throws IOException;

  /** Completes the archive; the stream below stays open. */
  @Override
  void close() throws IOException;
}
