package caravan.restic.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The 64 secret bytes that seal everything in one repository: AES-256 key, Poly1305-AES k and r.
 */
public record MasterKey(byte[] encrypt, byte[] macK, byte[] macR) {
  /** Splits 32 + 16 + 16 bytes. */
  public static MasterKey of(byte[] bytes) {
    return new MasterKey(
        Arrays.copyOf(bytes, 32),
        Arrays.copyOfRange(bytes, 32, 48),
        Arrays.copyOfRange(bytes, 48, 64));
  }

  public static MasterKey random(SecureRandom random) {
    var bytes = new byte[32 + 16 + 16];
    random.nextBytes(bytes);
    return of(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
