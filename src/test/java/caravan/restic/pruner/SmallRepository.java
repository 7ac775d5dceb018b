package caravan.restic.pruner;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.checker.CheckListener;
import caravan.restic.checker.CheckResult;
import caravan.restic.checker.Checker;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.crypto.KeyFile;
import caravan.restic.crypto.ScryptParameters;
import caravan.restic.repository.Compression;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.Timestamp;
import caravan.restic.snapshot.TreeWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A repository in memory with a cheap key, small packs, and snapshots of made-up files. */
public final class SmallRepository {
  static final int PACK_BYTES = 20_000;
  private static final int BLOB_BYTES = 4_000;
  private final MemoryBackend memory;

  private SmallRepository(MemoryBackend memory) {
    this.memory = memory;
  }

  public static SmallRepository init(int version) {
    var memory = new MemoryBackend(4);
    var repository = Repositories.init(memory, version);
    memory.delete(FileHandle.of(FileType.KEYS, repository.keyId()));
    var password = Repositories.options().password().bytes();
    var origin = new KeyFile.Origin("2026-01-01T00:00:00Z", "", "");
    var cheap = new ScryptParameters(2, 1, 1);
    var file = KeyFile.create(password, repository.masterKey(), cheap, origin).encode();
    memory.save(FileHandle.of(FileType.KEYS, Id.hash(file)), ByteBuffer.wrap(file));
    return new SmallRepository(memory);
  }

  /** With data to copy, data to keep and data to remove. */
  public static SmallRepository forgotten() {
    var repository = SmallRepository.init(2);
    repository.backup(IntStream.range(0, 12).toArray());
    var gone = repository.backup(0, 30, 31, 32, 33, 34, 35, 36, 37, 50, 51, 52);
    repository.backup(1, 31, 50);
    repository.forget(gone);
    return repository;
  }

  PruneResult prune(PruneOptions options) {
    try (var opened = open()) {
      return new Pruner(opened, options, PruneListener.NONE, () -> {}).run();
    }
  }

  /** Everything read and compared. */
  public CheckResult check() {
    try (var opened = open()) {
      return new Checker(opened, ReadDataSubset.all(), new CheckListener() {}, new Random(1)).run();
    }
  }

  public MemoryBackend memory() {
    return memory;
  }

  /** The same files, to be changed on their own. */
  public SmallRepository copy() {
    var other = new MemoryBackend(4);
    other.files().putAll(memory.files());
    return new SmallRepository(other);
  }

  public Repository open() {
    return open(memory);
  }

  public static Repository open(Backend backend) {
    var usual = Repositories.options();
    var options =
        new OpenOptions(
            usual.password(),
            null,
            Compression.AUTO,
            PACK_BYTES,
            true,
            null,
            usual.lockOwner(),
            usual.clock(),
            usual.warnings());
    var repository = Repository.open(backend, options);
    repository.loadIndex();
    return repository;
  }

  /** A snapshot of one directory with a file for each seed; equal seeds have equal content. */
  public Id backup(int... seeds) {
    try (var repository = open();
        var uploads = repository.uploads(false)) {
      Id root;
      try (var saver = uploads.saver()) {
        var files = new TreeWriter();
        for (int seed : seeds) {
          var blob = content(seed);
          var id = saver.save(BlobType.DATA, blob, blob.length).id();
          files.add(node("file%05d".formatted(seed), NodeType.FILE, List.of(id), null));
        }
        var tree = files.finish();
        var directory = saver.save(BlobType.TREE, tree, tree.length).id();
        files.add(node("dir", NodeType.DIR, null, directory));
        var top = files.finish();
        root = saver.save(BlobType.TREE, top, top.length).id();
      }
      uploads.flush();
      return repository.saveSnapshot(snapshot(root));
    }
  }

  public void forget(Id snapshot) {
    memory.delete(FileHandle.of(FileType.SNAPSHOTS, snapshot));
  }

  static byte[] content(int seed) {
    var bytes = new byte[BLOB_BYTES];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Node node(String name, NodeType type, List<Id> content, Id subtree) {
    var time = Timestamp.utc(1_700_000_000, 0);
    int mode = type == NodeType.DIR ? 1 << 31 | 0755 : 0644;
    long size = content == null ? 0 : BLOB_BYTES;
    var attributes = new Attributes(mode, time, time, time, 0, 0, "root", "root", 1, 1, size, 1, 0);
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    return new Node(bytes, type, attributes, null, List.of(), content, subtree, "", null);
  }

  private static Snapshot snapshot(Id tree) {
    return new Snapshot(
        Timestamp.utc(1_700_000_000, 0),
        null,
        tree,
        List.of("/made/up"),
        "host",
        "",
        0,
        0,
        List.of(),
        List.of(),
        null,
        "",
        null,
        "");
  }
}
