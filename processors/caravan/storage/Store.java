package caravan.storage;

import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import java.time.Duration;
import java.util.Map;

/** A remote store as {@link CamelBackend} and the shared error rules see it. */
interface Store extends AutoCloseable {
  /** Names its routes: {@code s3} has {@code direct:s3-put} and so on. */
  String scheme();

  /** The address as a user may see it. */
  String location();

  /** How many calls may be under way at once. */
  int connections();

  /** What the routes need to know about the store and the file, as exchange properties. */
  Map<String, Object> properties(FileHandle handle);

  /** Whether the same call may succeed later. */
  boolean isPassing(Throwable failure);

  /** How long a call is tried again before it fails. */
  Duration patience();

  /** The failure in a few words, for a line that says it is tried again. */
  String brief(Throwable failure);

  /** The failure of a verb on a file, in words that say what to do. */
  ResticException explain(String verb, String file, Throwable failure);

  @Override
  void close();
}
