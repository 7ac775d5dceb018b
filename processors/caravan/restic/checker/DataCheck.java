package caravan.restic.checker;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.index.BlobLocation;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;
import caravan.restic.repository.BlobCodec;
import caravan.restic.repository.Repository;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads whole packs: the file's hash is its name, the header lists what the index has, and every
 * blob opens to a content of its own hash.
 */
final class DataCheck {
  private static final int MAX_PARALLEL = 4;
  private final Repository repository;
  private final Map<Id, IndexedPack> indexed;
  private final Findings findings;
  private final CheckListener listener;

  DataCheck(
      Repository repository,
      Map<Id, IndexedPack> indexed,
      Findings findings,
      CheckListener listener) {
    this.repository = repository;
    this.indexed = indexed;
    this.findings = findings;
    this.listener = listener;
  }

  void run(List<Id> packs) {
    var done = new AtomicLong();
    int parallel = Math.min(MAX_PARALLEL, Runtime.getRuntime().availableProcessors());
    try (var executor = Executors.newFixedThreadPool(parallel)) {
      for (var pack : packs) {
        executor.submit(
            () -> {
              check(pack);
              listener.progressed(done.incrementAndGet(), packs.size());
            });
      }
    }
  }

  private void check(Id pack) {
    try (var codec = repository.codec()) {
      try {
        read(pack, codec);
      } catch (DamagedRepository e) {
        // A second look: the damage may have happened on the way here.
        read(pack, codec);
      }
    } catch (ResticException e) {
      findings.brokenPack(pack, Finding.error("pack %s: %s", pack, e.getMessage()));
    } catch (RuntimeException e) {
      findings.brokenPack(pack, Finding.error("pack %s cannot be read: %s", pack, e));
    }
  }

  private void read(Id pack, BlobCodec codec) {
    var content = repository.backend().load(FileHandle.of(FileType.DATA, pack));
    if (!codec.hash(content, content.length).equals(pack)) {
      throw new DamagedRepository("its content has another hash");
    }
    var entries = header(content, codec);
    if (!IndexedPack.of(entries).equals(indexed.get(pack))) {
      throw new DamagedRepository("its header does not list the blobs that the index has");
    }
    for (var entry : entries) {
      if (!repository
          .index()
          .findAll(entry.type(), entry.id())
          .contains(new BlobLocation(pack, entry))) {
        throw new DamagedRepository("blob " + entry.id() + " is not where the index says");
      }
      codec.decode(entry, content, entry.offset());
    }
  }

  private static List<PackEntry> header(byte[] content, BlobCodec codec) {
    if (content.length < PackHeader.LENGTH_BYTES) {
      throw new DamagedRepository("it is cut off");
    }
    int field =
        ByteBuffer.wrap(content)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(content.length - PackHeader.LENGTH_BYTES);
    int length = PackHeader.sealedLength(field, content.length);
    int at = content.length - PackHeader.LENGTH_BYTES - length;
    return PackHeader.decode(codec.open(content, at, length));
  }
}
