package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileType;
import caravan.restic.index.BlobIndex;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.StoredSnapshot;
import java.time.Duration;
import java.util.List;

/** An opened repository: its files unsealed, its blobs by id. */
public final class Repository implements AutoCloseable {
  private Repository() {}

  /** Makes a new repository where there is none. */
  public static Repository init(Backend backend, OpenOptions options, int version) {
    throw new UnsupportedOperationException();
  }

  public static Repository open(Backend backend, OpenOptions options) {
    throw new UnsupportedOperationException();
  }

  public Backend backend() {
    throw new UnsupportedOperationException();
  }

  public Config config() {
    throw new UnsupportedOperationException();
  }

  /** The key file that opened it. */
  public Id keyId() {
    throw new UnsupportedOperationException();
  }

  /** Reads, unseals and unpacks an index, snapshot or lock file. */
  public byte[] loadUnpacked(FileType type, Id id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Packs, seals and stores an index, snapshot or lock file; its id is the hash of what is stored.
   */
  public Id saveUnpacked(FileType type, byte[] plaintext) {
    throw new UnsupportedOperationException();
  }

  public List<Id> list(FileType type) {
    throw new UnsupportedOperationException();
  }

  /** Loads every index file. List snapshots before: a newer index covers older snapshots. */
  public void loadIndex() {
    throw new UnsupportedOperationException();
  }

  public BlobIndex index() {
    throw new UnsupportedOperationException();
  }

  /** The plaintext of a blob, proven by its hash; every copy is tried before it fails. */
  public byte[] loadBlob(BlobType type, Id id) {
    throw new UnsupportedOperationException();
  }

  /** All snapshots, oldest first. */
  public List<StoredSnapshot> snapshots() {
    throw new UnsupportedOperationException();
  }

  public Id saveSnapshot(Snapshot snapshot) {
    throw new UnsupportedOperationException();
  }

  /** Starts storing new blobs; a dry run goes through all motions and stores nothing. */
  public Uploads uploads(boolean dryRun) {
    throw new UnsupportedOperationException();
  }

  /** Takes a lock, waiting up to {@code retryFor} while others hold one that conflicts. */
  public RepositoryLock lock(LockMode mode, Duration retryFor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
