package caravan.restic.crypto;

import caravan.restic.DamagedRepository;
import caravan.restic.InvalidInput;

/** How a password is stretched into a key. */
public record ScryptParameters(int n, int r, int p) {
  /** For new keys: 32 MiB and about a third of a second, on every machine alike. */
  public static final ScryptParameters DEFAULT = new ScryptParameters(1 << 15, 8, 5);

  private static final int KEY_BYTES = 64;
  private static final long MAX_MEMORY_BYTES = 4L << 30;

  /** What the derivation's own array may hold. */
  private static final int MAX_PRODUCT = Integer.MAX_VALUE / (128 * 8);

  /**
   * @throws DamagedRepository when scrypt does not know such parameters, or they ask for more
   *     memory than any writer would
   */
  public ScryptParameters {
    boolean isPowerOfTwo = n > 1 && Integer.bitCount(n) == 1;
    boolean isTooLargeForR = r == 1 && n >= 1 << 16;
    if (!isPowerOfTwo || isTooLargeForR || r < 1 || p < 1 || (long) r * p >= 1 << 30) {
      throw new DamagedRepository("invalid scrypt parameters N=%d r=%d p=%d".formatted(n, r, p));
    }
    if (memoryBytes(n, r) > MAX_MEMORY_BYTES || (long) r * p > MAX_PRODUCT) {
      throw new DamagedRepository(
          "scrypt parameters N=%d r=%d p=%d ask for more than 4 GiB".formatted(n, r, p));
    }
  }

  private static long memoryBytes(int n, int r) {
    return 128L * n * r;
  }

  /**
   * The key of a password.
   *
   * @throws InvalidInput when this process has not the memory for it
   */
  MasterKey derive(byte[] password, byte[] salt) {
    long heapBytes = Runtime.getRuntime().maxMemory();
    if (memoryBytes(n, r) >= heapBytes) {
      throw new InvalidInput(
          "this key needs %d MiB of memory to be opened (scrypt N=%d r=%d p=%d), and this process may use %d MiB: allow it more, or open the repository with another key (--key-hint)"
              .formatted(memoryBytes(n, r) >> 20, n, r, p, heapBytes >> 20));
    }
    return MasterKey.of(Scrypt.derive(password, salt, this, KEY_BYTES));
  }
}
