package caravan.restic.restorer;

import caravan.restic.Id;
import caravan.restic.fs.OpenFile;
import java.security.MessageDigest;

/** Compares pieces of files with the ids they should have, for one thread. */
final class PieceHash {
  private static final int BUFFER_BYTES = 128 << 10;

  /** The compiler finds the processor's SHA only after many calls. */
  private static final int SLICE_BYTES = 16 << 10;

  private final MessageDigest digest = Id.sha256();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** Whether {@code length} bytes from {@code offset} are there and have the id. */
  boolean matches(OpenFile file, long offset, int length, Id id) {
    digest.reset();
    for (int done = 0; done < length; ) {
      int wanted = Math.min(BUFFER_BYTES, length - done);
      if (file.read(buffer, 0, wanted, offset + done) < wanted) {
        return false;
      }
      for (int at = 0; at < wanted; at += SLICE_BYTES) {
        digest.update(buffer, at, Math.min(SLICE_BYTES, wanted - at));
      }
      done += wanted;
    }
    return Id.of(digest.digest()).equals(id);
  }
}
