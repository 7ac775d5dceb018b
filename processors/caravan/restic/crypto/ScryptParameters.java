package caravan.restic.crypto;

import caravan.restic.DamagedRepository;
import org.bouncycastle.crypto.generators.SCrypt;

/** How a password is stretched into a key. */
public record ScryptParameters(int n, int r, int p) {
  /** For new keys: 32 MiB and about a third of a second, on every machine alike. */
  public static final ScryptParameters DEFAULT = new ScryptParameters(1 << 15, 8, 5);

  private static final int KEY_BYTES = 64;
  private static final long MAX_MEMORY_BYTES = 4L << 30;

  /**
   * @throws DamagedRepository when scrypt does not know such parameters, or they ask for more
   *     memory than any writer would
   */
  public ScryptParameters {
    boolean isPowerOfTwo = n > 1 && Integer.bitCount(n) == 1;
    if (!isPowerOfTwo || r < 1 || p < 1 || (long) r * p >= 1 << 30) {
      throw new DamagedRepository("invalid scrypt parameters N=%d r=%d p=%d".formatted(n, r, p));
    }
    if (128L * n * r > MAX_MEMORY_BYTES || 128L * r * p > MAX_MEMORY_BYTES) {
      throw new DamagedRepository(
          "scrypt parameters N=%d r=%d p=%d ask for more than 4 GiB".formatted(n, r, p));
    }
  }

  MasterKey derive(byte[] password, byte[] salt) {
    return MasterKey.of(SCrypt.generate(password, salt, n, r, p, KEY_BYTES));
  }
}
