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
import caravan.restic.crypto.ScryptParameters;
import caravan.restic.crypto.Sealer;
import caravan.restic.index.BlobIndex;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.SnapshotJson;
import caravan.restic.snapshot.StoredSnapshot;
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
    cache = Cache.open(options, config.id());
    files = new UnpackedFiles(backend, cache, masterKey, config.version());
    blobs = new BlobReader(backend, cache, this::codec);
  }

  /** Makes a new repository where there is none; {@code polynomial} null draws one. */
  public static Repository init(
      Backend backend, OpenOptions options, int version, Polynomial polynomial) {
    return init(backend, options, Config.create(version, polynomial), ScryptParameters.DEFAULT);
  }

  static Repository init(
      Backend backend, OpenOptions options, Config config, ScryptParameters scrypt) {
    var key = new Initialization(backend, options, scrypt).run(config);
    return new Repository(backend, options, config, key);
  }

  public static Repository open(Backend backend, OpenOptions options) {
    var sealed = loadConfig(backend);
    var key =
        new KeyRing(backend)
            .open(
                options.password(),
                options.keyHint(),
                masterKey -> openConfig(masterKey, sealed) != null);
    var config = Config.decode(openConfig(key.masterKey(), sealed));
    return new Repository(backend, options, config, key);
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
    if (cache.isEnabled()) {
      cache.retain(FileType.DATA, index.packs());
    }
  }

  public BlobIndex index() {
    return index;
  }

  /** The plaintext of a blob, proven by its hash; every copy is tried before it fails. */
  public byte[] loadBlob(BlobType type, Id id) {
    return blobs.load(index, type, id);
  }

  /** A codec for one thread, to be closed. */
  public BlobCodec codec() {
    return new BlobCodec(masterKey, options.compression(), config.version());
  }

  /** All snapshots, oldest first. */
  public List<StoredSnapshot> snapshots() {
    var ids = list(FileType.SNAPSHOTS);
    cache.retain(FileType.SNAPSHOTS, new HashSet<>(ids));
    var stored =
        ParallelTasks.map(
            ids, backend.connections() * 2, id -> new StoredSnapshot(id, loadSnapshot(id)));
    return stored.stream()
        .sorted(
            Comparator.comparing((StoredSnapshot each) -> each.snapshot().time().toInstant())
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

  public Keys keys() {
    return new Keys(this);
  }

  public Locks locks() {
    return Locks.of(this);
  }

  /** Takes a lock, waiting up to {@code retryFor} while others hold one that conflicts. */
  public RepositoryLock lock(LockMode mode, Duration retryFor) {
    return locks().acquire(mode, retryFor);
  }

  @Override
  public void close() {
    blobs.close();
    backend.close();
  }

  Cache cache() {
    return cache;
  }

  void warn(String text) {
    options.warnings().accept(text);
  }

  private static byte[] loadConfig(Backend backend) {
    try {
      return backend.load(FileHandle.CONFIG);
    } catch (FileMissing e) {
      throw new RepositoryMissing(
          """
          repository does not exist: unable to open config file: %s
          Is there a repository at the following location?
          %s"""
              .formatted(e.getMessage(), backend.location()),
          e);
    }
  }

  /** Null when the master key is another repository's, or the config is damaged. */
  private static byte[] openConfig(MasterKey masterKey, byte[] sealed) {
    var plaintext = new byte[sealed.length];
    int length = new Sealer(masterKey).open(sealed, 0, sealed.length, plaintext, 0);
    return length < 0 ? null : Arrays.copyOf(plaintext, length);
  }
}
