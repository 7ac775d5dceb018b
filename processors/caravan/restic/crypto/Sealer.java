package caravan.restic.crypto;

/**
 * Seals and opens byte ranges: IV(16) ‖ AES-256-CTR ciphertext ‖ Poly1305-AES MAC(16) over the
 * ciphertext. Holds ciphers, so each thread has its own.
 */
public final class Sealer {
  public static final int IV_BYTES = 16;
  public static final int MAC_BYTES = 16;
  public static final int OVERHEAD_BYTES = IV_BYTES + MAC_BYTES;

  public Sealer(MasterKey key) {}

  /**
   * Seals {@code length} bytes; plaintext and sealed form may share an array when {@code at + 16 ==
   * offset}.
   *
   * @return the sealed length, always {@code length + OVERHEAD_BYTES}
   */
  public int seal(byte[] plaintext, int offset, int length, byte[] sealed, int at) {
    throw new UnsupportedOperationException();
  }

  /**
   * Checks the MAC, then decrypts.
   *
   * @return the plaintext's length, or -1 when the MAC does not fit
   */
  public int open(byte[] sealed, int offset, int length, byte[] plaintext, int at) {
    throw new UnsupportedOperationException();
  }
}
