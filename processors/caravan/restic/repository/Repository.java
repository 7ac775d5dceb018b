package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.RepositoryMissing;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.chunker.Polynomial;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.Sealer;
import caravan.restic.index.BlobIndex;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.SnapshotJson;
import caravan.restic.snapshot.StoredSnapshot;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** An opened repository: its files unsealed, its blobs by id. Threads may share it. */
public final class Repository implements AutoCloseable {
  private final Backend backend;
  private final OpenOptions options;
  private final Config config;
  private final Id keyId;
  private final MasterKey masterKey;
  private final Cache cache;
  private final UnpackedFiles files;
  private final BlobReader blobs;
  private final BlobIndex index = new BlobIndex();

  private Repository(Backend backend, OpenOptions options, Config config, KeyRing.OpenedKey key) {
    this.backend = backend;
    this.options = options;
    this.config = config;
    keyId = key.id();
    masterKey = key.masterKey();
    cache = Cache.open(options.cacheFolder(), config.id(), options.warnings());
    files = new UnpackedFiles(backend, cache, masterKey, config.version());
    blobs = new BlobReader(backend, cache);
  }

  /** Makes a new repository where there is none; {@code polynomial} null draws one. */
  public static Repository init(
      Backend backend, OpenOptions options, int version, Polynomial polynomial) {
    backend.create();
    failIfThere(backend);
    var random = new SecureRandom();
    var chosen = polynomial == null ? Polynomial.random(random) : polynomial;
    var config = new Config(version, Id.random(random), chosen, "");
    var masterKey = MasterKey.random(random);
    // The key first: a config without a key would be a repository that nobody can open.
    var keyId = new KeyRing(backend).add(masterKey, options);
    var plaintext = config.encode();
    var sealed = new byte[plaintext.length + Sealer.OVERHEAD_BYTES];
    new Sealer(masterKey).seal(plaintext, 0, plaintext.length, sealed, 0);
    backend.save(FileHandle.CONFIG, ByteBuffer.wrap(sealed));
    return new Repository(backend, options, config, new KeyRing.OpenedKey(keyId, masterKey));
  }

  public static Repository open(Backend backend, OpenOptions options) {
    byte[] sealed;
    try {
      sealed = backend.load(FileHandle.CONFIG);
    } catch (FileMissing e) {
      throw new RepositoryMissing(
          """
          repository does not exist: unable to open config file: %s
          Is there a repository at the following location?
          %s"""
              .formatted(e.getMessage(), backend.location()),
          e);
    }
    var key = new KeyRing(backend).open(options.password(), options.keyHint());
    return new Repository(backend, options, decodeConfig(backend, key.masterKey(), sealed), key);
  }

  public Backend backend() {
    return backend;
  }

  public OpenOptions options() {
    return options;
  }

  public Config config() {
    return config;
  }

  /** The key file that opened it. */
  public Id keyId() {
    return keyId;
  }

  public MasterKey masterKey() {
    return masterKey;
  }

  /** Reads, unseals and unpacks an index, snapshot or lock file. */
  public byte[] loadUnpacked(FileType type, Id id) {
    return files.load(type, id);
  }

  /**
   * Packs, seals and stores an index, snapshot or lock file; its id is the hash of what is stored.
   */
  public Id saveUnpacked(FileType type, byte[] plaintext) {
    return files.save(type, plaintext);
  }

  public List<Id> list(FileType type) {
    var ids = new ArrayList<Id>();
    backend.list(type, file -> ids.add(Id.parse(file.name())));
    return ids;
  }

  /** Deletes files that are proven to be needed no more. */
  public void delete(FileType type, Id id) {
    var handle = FileHandle.of(type, id);
    backend.delete(handle);
    cache.delete(handle);
  }

  /** Loads every index file. List snapshots before: a newer index covers older snapshots. */
  public void loadIndex() {
    var ids = list(FileType.INDEX);
    cache.retain(FileType.INDEX, new HashSet<>(ids));
    new IndexLoader(this).load(ids);
    cache.retain(FileType.DATA, index.packs());
  }

  public BlobIndex index() {
    return index;
  }

  /** The plaintext of a blob, proven by its hash; every copy is tried before it fails. */
  public byte[] loadBlob(BlobType type, Id id) {
    return blobs.load(this, type, id);
  }

  /** A codec for one thread, to be closed. */
  public BlobCodec codec() {
    return new BlobCodec(masterKey, options.compression(), config.version());
  }

  /** All snapshots, oldest first. */
  public List<StoredSnapshot> snapshots() {
    var ids = list(FileType.SNAPSHOTS);
    cache.retain(FileType.SNAPSHOTS, new HashSet<>(ids));
    return ids.parallelStream()
        .map(id -> new StoredSnapshot(id, loadSnapshot(id)))
        .sorted(
            Comparator.comparing((StoredSnapshot stored) -> stored.snapshot().time().toInstant())
                .thenComparing(StoredSnapshot::id))
        .toList();
  }

  public Snapshot loadSnapshot(Id id) {
    try {
      return SnapshotJson.decode(loadUnpacked(FileType.SNAPSHOTS, id));
    } catch (DamagedRepository e) {
      throw new DamagedRepository(
          "snapshot %s in %s cannot be read: %s".formatted(id, backend.location(), e.getMessage()),
          e);
    }
  }

  public Id saveSnapshot(Snapshot snapshot) {
    return saveUnpacked(FileType.SNAPSHOTS, SnapshotJson.encode(snapshot));
  }

  /** Starts storing new blobs; a dry run goes through all motions and stores nothing. */
  public Uploads uploads(boolean dryRun) {
    if (!config.isRabin()) {
      throw new InvalidInput(
          "files in %s are cut by \"%s\", not by Rabin fingerprints: storing here would end deduplication"
              .formatted(backend.location(), config.chunker()));
    }
    return new Uploads(this, new PackStore(this, dryRun));
  }

  public Locks locks() {
    return new Locks(this, Pause.SLEEP);
  }

  /** Takes a lock, waiting up to {@code retryFor} while others hold one that conflicts. */
  public RepositoryLock lock(LockMode mode, Duration retryFor) {
    return locks().acquire(mode, retryFor);
  }

  @Override
  public void close() {
    backend.close();
  }

  Cache cache() {
    return cache;
  }

  void warn(String text) {
    options.warnings().accept(text);
  }

  private static void failIfThere(Backend backend) {
    boolean hasConfig = true;
    try {
      backend.size(FileHandle.CONFIG);
    } catch (FileMissing e) {
      hasConfig = false;
    }
    if (hasConfig) {
      throw new InvalidInput("config file already exists in " + backend.location());
    }
    if (!new KeyRing(backend).ids().isEmpty()) {
      throw new InvalidInput(
          "%s has keys but no config file: a repository may have lost it; use another place"
              .formatted(backend.location()));
    }
  }

  private static Config decodeConfig(Backend backend, MasterKey key, byte[] sealed) {
    var plaintext = new byte[sealed.length];
    int length = new Sealer(key).open(sealed, 0, sealed.length, plaintext, 0);
    if (length < 0) {
      throw new DamagedRepository(
          "the config of " + backend.location() + " is damaged: ciphertext verification failed");
    }
    return Config.decode(Arrays.copyOf(plaintext, length));
  }
}
