package caravan.restic.restorer;

import caravan.restic.BackendFailure;
import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.repository.BlobCodec;
import caravan.restic.repository.Repository;

/** Fetches blobs for one thread, and finds another copy of one that is damaged where it lies. */
final class BlobSource implements AutoCloseable {
  private final Repository repository;
  private final BlobCodec codec;

  BlobSource(Repository repository) {
    this.repository = repository;
    codec = repository.codec();
  }

  byte[] load(Id pack, long offset, int length) {
    return repository.backend().load(FileHandle.of(FileType.DATA, pack), offset, length);
  }

  /** Opens the blob whose sealed bytes begin at {@code at}. */
  byte[] open(WantedBlob blob, byte[] range, int at) {
    try {
      return codec.decode(blob.entry(), range, at);
    } catch (DamagedRepository e) {
      return openAgain(blob, e);
    }
  }

  /** The damage may have happened on the way here. */
  private byte[] openAgain(WantedBlob blob, DamagedRepository first) {
    try {
      return load(blob, blob.location().packId());
    } catch (DamagedRepository | FileMissing | BackendFailure e) {
      return openElsewhere(blob, first);
    }
  }

  /**
   * From any other pack that has the blob.
   *
   * @throws ResticException that is {@code why}, when there is none
   */
  byte[] openElsewhere(WantedBlob blob, ResticException why) {
    for (var copy : repository.index().findAll(BlobType.DATA, blob.entry().id())) {
      if (!copy.packId().equals(blob.pack())) {
        try {
          return load(new WantedBlob(copy, blob.pieces()), copy.packId());
        } catch (DamagedRepository | FileMissing | BackendFailure e) {
          // The next copy may be better; what is told in the end is why the first one failed.
        }
      }
    }
    throw why instanceof DamagedRepository
        ? new DamagedRepository(
            "pack %s: %s; run check".formatted(blob.pack(), why.getMessage()), why)
        : why;
  }

  private byte[] load(WantedBlob blob, Id pack) {
    return codec.decode(blob.entry(), load(pack, blob.start(), blob.entry().lengthBytes()), 0);
  }

  @Override
  public void close() {
    codec.close();
  }
}
