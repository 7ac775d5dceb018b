package caravan.restic.backend;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Where the files of a repository lie. Files are written once and whole: a reader sees all of a
 * file or none of it, also after the writer was killed. Every method may be called by several
 * threads at once.
 *
 * <p>Failures are {@link caravan.restic.FileMissing} for a file that is not there and {@link
 * caravan.restic.BackendFailure} for everything else, thrown only after the backend's own retries.
 */
public interface Backend extends AutoCloseable {
  /** The repository's address as a user may see it: without passwords or keys. */
  String location();

  /** How many calls may be under way at once. */
  int connections();

  /** Makes the folders or the bucket of a new repository where they are missing. */
  void create();

  /**
   * Stores a file durably. The buffer is read from its position to its limit and free for reuse on
   * return. Saving the same content under the same name again is no error.
   */
  void save(FileHandle handle, ByteBuffer content);

  /** The whole file. */
  byte[] load(FileHandle handle);

  /** Exactly {@code length} bytes from {@code offset}; a shorter file is a failure. */
  byte[] load(FileHandle handle, long offset, int length);

  /** The size in bytes. */
  long size(FileHandle handle);

  /** Hands over every file of the kind whose name is 64 hex digits, in no order. */
  void list(FileType type, Consumer<FileInfo> consumer);

  /** Deletes a file; one that is not there is no error. */
  void delete(FileHandle handle);

  @Override
  void close();
}
