package caravan.restic.pruner;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.pack.PackEntry;
import caravan.restic.repository.BlobCodec;
import caravan.restic.repository.BlobSaver;
import caravan.restic.repository.Compression;
import caravan.restic.repository.Repository;
import caravan.restic.repository.Uploads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Copies blobs from one pack into new ones, for one thread. Within a repository, sealed bytes go as
 * they are once their MAC is checked: it proves that they are what was stored. What a version 2
 * repository still holds plain is opened, proven by its hash, and compressed.
 */
public final class BlobCopier implements AutoCloseable {
  private static final int MAX_GAP_BYTES = 256 << 10;
  private static final int MAX_RANGE_BYTES = 8 << 20;

  private final Repository repository;
  private final BlobCodec codec;
  private final BlobSaver saver;
  private final boolean isSameKey;

  BlobCopier(Repository repository, Uploads uploads) {
    this(repository, uploads, true);
  }

  private BlobCopier(Repository repository, Uploads uploads, boolean isSameKey) {
    this.repository = repository;
    this.isSameKey = isSameKey;
    codec = repository.codec();
    saver = uploads.saver();
  }

  /** Copies into another repository: every blob is opened, proven, and sealed with its key. */
  public static BlobCopier between(Repository from, Uploads to) {
    return new BlobCopier(from, to, false);
  }

  public void copy(Id pack, List<PackEntry> wanted) {
    for (var range : ranges(wanted)) {
      int start = range.getFirst().offset();
      var bytes = load(pack, start, end(range.getLast()) - start);
      for (var entry : range) {
        int at = entry.offset() - start;
        var sealed = Arrays.copyOfRange(bytes, at, at + entry.lengthBytes());
        if (codec.isAuthentic(sealed, 0, sealed.length)) {
          save(entry, sealed);
        } else {
          copyFromElsewhere(pack, entry);
        }
      }
    }
  }

  /** Neighbours are read at once, over small gaps. */
  private static List<List<PackEntry>> ranges(List<PackEntry> wanted) {
    var ranges = new ArrayList<List<PackEntry>>();
    for (var entry : wanted.stream().sorted(Comparator.comparingInt(PackEntry::offset)).toList()) {
      var last = ranges.isEmpty() ? null : ranges.getLast();
      if (last != null
          && entry.offset() - end(last.getLast()) <= MAX_GAP_BYTES
          && end(entry) - last.getFirst().offset() <= MAX_RANGE_BYTES) {
        last.add(entry);
      } else {
        ranges.add(new ArrayList<>(List.of(entry)));
      }
    }
    return ranges;
  }

  private static int end(PackEntry entry) {
    return entry.offset() + entry.lengthBytes();
  }

  private void copyFromElsewhere(Id damaged, PackEntry entry) {
    for (var copy : repository.index().findAll(entry.type(), entry.id())) {
      var other = copy.entry();
      if (!copy.packId().equals(damaged)) {
        var sealed = load(copy.packId(), other.offset(), other.lengthBytes());
        if (codec.isAuthentic(sealed, 0, sealed.length)) {
          save(other, sealed);
          return;
        }
      }
    }
    throw new DamagedRepository(
        "%s blob %s in pack %s is damaged and has no other copy: nothing was deleted. Run `check --read-data`; a new backup of the same data followed by `repair packs` and `repair snapshots` limits the loss"
            .formatted(entry.type().word(), entry.id(), damaged));
  }

  private byte[] load(Id pack, int offset, int length) {
    return repository.backend().load(FileHandle.of(FileType.DATA, pack), offset, length);
  }

  private void save(PackEntry entry, byte[] sealed) {
    if (!isSameKey) {
      var content = codec.decode(entry, sealed, 0);
      saver.save(entry.type(), content, content.length);
    } else if (isToBeCompressed(entry)) {
      saver.saveAgain(entry.type(), codec.decode(entry, sealed, 0));
    } else {
      saver.saveSealed(entry, sealed);
    }
  }

  private boolean isToBeCompressed(PackEntry entry) {
    return repository.config().version() >= 2
        && !entry.isCompressed()
        && entry.plaintextBytes() > 0
        && (entry.type() == BlobType.TREE || repository.options().compression() != Compression.OFF);
  }

  @Override
  public void close() {
    saver.close();
    codec.close();
  }
}
