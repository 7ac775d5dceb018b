package caravan.restic.walker;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.crypto.Sealer;
import caravan.restic.fs.BytePath;
import caravan.restic.pack.PackEntry;
import caravan.restic.pruner.PruneListener;
import caravan.restic.pruner.UsedBlobsFinder;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the files or blobs of some snapshots. */
public final class SnapshotCounter {
  private final Repository repository;
  private final CountingMode mode;
  private final CountListener listener;

  /** Files counted, each by the hash of its list of blobs. */
  private final Set<Id> contents = new HashSet<>();

  private final Map<String, Set<Id>> blobsOfFiles = new HashMap<>();
  private final Set<HardLink> hardLinks = new HashSet<>();
  private int snapshots;
  private long files;
  private long blobs;
  private long bytes;

  private record HardLink(long inode, long deviceId) {}

  /** The repository's index is loaded. */
  public SnapshotCounter(Repository repository, CountingMode mode, CountListener listener) {
    this.repository = repository;
    this.mode = mode;
    this.listener = listener;
  }

  /**
   * @throws DamagedRepository when a tree cannot be read, or a blob is in no index
   */
  public SnapshotCounts count(List<Snapshot> all) {
    for (var snapshot : all) {
      listener.snapshot();
      snapshots++;
      hardLinks.clear();
      if (mode != CountingMode.RAW_DATA) {
        new SnapshotWalk(repository, this::count).walk(snapshot.tree());
      }
    }
    return mode == CountingMode.RAW_DATA
        ? rawData(all)
        : new SnapshotCounts(snapshots, files, blobs, bytes, 0, 0, 0);
  }

  private boolean count(Id tree, byte[] path, Node node) {
    listener.counted(1, 0, node.attributes().sizeBytes());
    switch (mode) {
      case RESTORE_SIZE -> countRestored(node);
      case FILES_BY_CONTENTS -> {
        if (contents.add(contentHash(node))) {
          files++;
          bytes += node.attributes().sizeBytes();
        }
      }
      case BLOBS_PER_FILE -> {
        if (contents.add(contentHash(node))) {
          countBlobs(path, node);
        }
      }
      case RAW_DATA -> throw new IllegalStateException("blobs are counted without a walk");
    }
    return true;
  }

  private void countRestored(Node node) {
    var attributes = node.attributes();
    files++;
    boolean isAlone = attributes.links() == 1 || node.type() == NodeType.DIR;
    if (isAlone
        || attributes.inode() == 0
        || hardLinks.add(new HardLink(attributes.inode(), attributes.deviceId()))) {
      bytes += attributes.sizeBytes();
    }
  }

  private void countBlobs(byte[] path, Node node) {
    for (var id : content(node)) {
      var name = BytePath.display(path);
      listener.counted(0, 1, 0);
      if (!blobsOfFiles.containsKey(name)) {
        files++;
      }
      if (blobsOfFiles.computeIfAbsent(name, it -> new HashSet<>()).add(id)) {
        blobs++;
        bytes += sizeBytes(id);
      }
    }
  }

  private long sizeBytes(Id id) {
    int blob = repository.index().ordinal(BlobType.DATA, id);
    if (blob < 0) {
      throw new DamagedRepository("data blob %s is not in the index; run check".formatted(id));
    }
    return repository.index().locationAt(blob).entry().plaintextBytes();
  }

  private static Id contentHash(Node node) {
    var ids = content(node);
    var all = new byte[ids.size() * Id.BYTES];
    for (int i = 0; i < ids.size(); i++) {
      ids.get(i).writeTo(all, i * Id.BYTES);
    }
    return Id.hash(all);
  }

  private static List<Id> content(Node node) {
    return node.content() == null ? List.of() : node.content();
  }

  private SnapshotCounts rawData(List<Snapshot> all) {
    var roots = all.stream().map(Snapshot::tree).toList();
    var used = new UsedBlobsFinder(repository, PruneListener.NONE).find(roots);
    var sum = new RawData(repository.config().version() >= 2);
    used.forEach(
        blob -> {
          sum.add(blob.entry());
          listener.counted(0, 1, blob.entry().lengthBytes());
        });
    return new SnapshotCounts(
        snapshots, 0, sum.blobs, sum.bytes, sum.uncompressed, sum.compressed, sum.compressedFrom);
  }

  /** Adds up blobs as they are stored. */
  private static final class RawData {
    private final boolean tellsCompression;
    private long blobs;
    private long bytes;
    private long uncompressed;
    private long compressed;
    private long compressedFrom;

    RawData(boolean tellsCompression) {
      this.tellsCompression = tellsCompression;
    }

    void add(PackEntry blob) {
      int storedBytes = blob.lengthBytes();
      blobs++;
      bytes += storedBytes;
      if (tellsCompression) {
        long plain = blob.plaintextBytes() + (long) Sealer.OVERHEAD_BYTES;
        uncompressed += plain;
        if (blob.isCompressed()) {
          compressed += storedBytes;
          compressedFrom += plain;
        }
      }
    }
  }
}
