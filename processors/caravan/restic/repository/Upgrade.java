package caravan.restic.repository;

import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.crypto.Sealer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Makes a version 2 repository of one of version 1: the same config with another number. What is
 * stored stays readable; what is stored from now on is compressed. The config is replaced in one
 * step, so that there is the old one or the new one at every moment.
 */
public final class Upgrade {
  private final Repository repository;

  /** The caller holds an exclusive lock and has checked the repository. */
  public Upgrade(Repository repository) {
    this.repository = repository;
  }

  public boolean isNeeded() {
    return repository.config().version() == Config.MIN_VERSION;
  }

  /** The config as it is stored, to be put aside before {@link #run}. */
  public byte[] storedConfig() {
    return repository.backend().load(FileHandle.CONFIG);
  }

  /**
   * Replaces the config.
   *
   * @param stored what {@link #storedConfig} gave
   * @throws InvalidInput when it holds what we do not know and would lose
   * @throws ResticException when the store did not take it; then the old or the new config is there
   */
  public void run(byte[] stored) {
    var old = repository.config();
    var sealer = new Sealer(repository.masterKey());
    var plain = new byte[stored.length];
    int length = sealer.open(stored, 0, stored.length, plain, 0);
    if (length < 0 || !Arrays.equals(Arrays.copyOf(plain, length), old.encode())) {
      throw new InvalidInput(
          "the config of %s holds what only the program knows that wrote it: upgrade with that program"
              .formatted(repository.backend().location()));
    }
    var config = new Config(Config.MAX_VERSION, old.id(), old.chunkerPolynomial(), old.chunker());
    var json = config.encode();
    var sealed = new byte[json.length + Sealer.OVERHEAD_BYTES];
    sealer.seal(json, 0, json.length, sealed, 0);
    repository.backend().save(FileHandle.CONFIG, ByteBuffer.wrap(sealed));
  }
}
