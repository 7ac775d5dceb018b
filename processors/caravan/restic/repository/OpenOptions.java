package caravan.restic.repository;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * How a repository is opened and written to.
 *
 * @param cacheFolder root of restic's local cache, null for none
 * @param packSizeBytes when a pack is finished
 * @param extraVerify decode and compare every blob before it is stored
 * @param keyHint id or prefix of the key to try first, null for none
 * @param warnings hears what does not stop a run but should be seen
 */
public record OpenOptions(
    Password password,
    Path cacheFolder,
    Compression compression,
    int packSizeBytes,
    boolean extraVerify,
    String keyHint,
    LockOwner lockOwner,
    Clock clock,
    Consumer<String> warnings) {
  public static final int DEFAULT_PACK_SIZE_BYTES = 16 << 20;

  public OpenOptions withCacheFolder(Path folder) {
    return new OpenOptions(
        password,
        folder,
        compression,
        packSizeBytes,
        extraVerify,
        keyHint,
        lockOwner,
        clock,
        warnings);
  }

  /** For a key of somebody else. */
  OpenOptions with(Password other, LockOwner owner) {
    return new OpenOptions(
        other,
        cacheFolder,
        compression,
        packSizeBytes,
        extraVerify,
        keyHint,
        owner,
        clock,
        warnings);
  }
}
