package caravan.restic.crypto;

import caravan.restic.DamagedRepository;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The 64 secret bytes that seal everything in one repository: AES-256 key, Poly1305-AES k and r.
 */
public record MasterKey(byte[] encrypt, byte[] macK, byte[] macR) {
  private static final int ENCRYPT_BYTES = 32;
  private static final int MAC_PART_BYTES = 16;

  /**
   * @throws DamagedRepository when a part has the wrong length or is all zero
   */
  public MasterKey {
    boolean isValid =
        isKey(encrypt, ENCRYPT_BYTES) && isKey(macK, MAC_PART_BYTES) && isKey(macR, MAC_PART_BYTES);
    if (!isValid) {
      throw new DamagedRepository(
          "the master key is invalid: a part is missing, short or all zero");
    }
  }

  /** Splits 32 + 16 + 16 bytes. */
  public static MasterKey of(byte[] bytes) {
    return new MasterKey(
        Arrays.copyOf(bytes, ENCRYPT_BYTES),
        Arrays.copyOfRange(bytes, ENCRYPT_BYTES, ENCRYPT_BYTES + MAC_PART_BYTES),
        Arrays.copyOfRange(
            bytes, ENCRYPT_BYTES + MAC_PART_BYTES, ENCRYPT_BYTES + 2 * MAC_PART_BYTES));
  }

  public static MasterKey random(SecureRandom random) {
    var bytes = new byte[ENCRYPT_BYTES + 2 * MAC_PART_BYTES];
    random.nextBytes(bytes);
    return of(bytes);
  }

  private static boolean isKey(byte[] part, int length) {
    if (part.length != length) {
      return false;
    }
    int bits = 0;
    for (byte b : part) {
      bits |= b;
    }
    return bits != 0;
  }

  @Override
  public String toString() {
    return "***";
  }
}
