package caravan.restic.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens byte ranges: IV(16) ‖ AES-256-CTR ciphertext ‖ Poly1305-AES MAC(16) over the
 * ciphertext. Holds ciphers, so each thread has its own.
 */
public final class Sealer {
  public static final int IV_BYTES = 16;
  public static final int MAC_BYTES = 16;
  public static final int OVERHEAD_BYTES = IV_BYTES + MAC_BYTES;

  /** The compiler uses the processor's AES only after many calls: small pieces get it there. */
  private static final int PIECE_BYTES = 8 << 10;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final Cipher padCipher;
  private final Poly1305 poly;
  private final SecureRandom random = new SecureRandom();
  private final byte[] iv = new byte[IV_BYTES];

  /** Random bytes in stock: asking for a few at a time costs more than the rest of a small seal. */
  private final byte[] stock = new byte[64 * IV_BYTES];

  private int used = stock.length;
  private final byte[] pad = new byte[Poly1305.BLOCK_BYTES];
  private final byte[] tag = new byte[MAC_BYTES];
  private final byte[] piece = new byte[PIECE_BYTES];

  public Sealer(MasterKey masterKey) {
    try {
      key = new SecretKeySpec(masterKey.encrypt(), "AES");
      cipher = Algorithms.cipher("AES/CTR/NoPadding");
      padCipher = Algorithms.cipher("AES/ECB/NoPadding");
      padCipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey.macK(), "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
    poly = new Poly1305(masterKey.macR());
  }

  /**
   * Seals {@code length} bytes; plaintext and sealed form may share an array when {@code at + 16 ==
   * offset}.
   *
   * @return the sealed length, always {@code length + OVERHEAD_BYTES}
   */
  public int seal(byte[] plaintext, int offset, int length, byte[] sealed, int at) {
    nextIv();
    System.arraycopy(iv, 0, sealed, at, IV_BYTES);
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      crypt(plaintext, offset, length, sealed, at + IV_BYTES);
      mac(sealed, at, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing " + length + " bytes", e);
    }
    System.arraycopy(tag, 0, sealed, at + IV_BYTES + length, MAC_BYTES);
    return length + OVERHEAD_BYTES;
  }

  /**
   * Checks the MAC, then decrypts; both may share an array when {@code at == offset + 16}.
   *
   * @return the plaintext's length, or -1 when the MAC does not fit
   */
  public int open(byte[] sealed, int offset, int length, byte[] plaintext, int at) {
    if (!isAuthentic(sealed, offset, length)) {
      return -1;
    }
    int plaintextLength = length - OVERHEAD_BYTES;
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(sealed, offset, IV_BYTES));
      crypt(sealed, offset + IV_BYTES, plaintextLength, plaintext, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening " + length + " bytes", e);
    }
    return plaintextLength;
  }

  /** Takes the plaintext piece by piece; the array is used again for the next. */
  @FunctionalInterface
  public interface Pieces {
    void accept(byte[] piece, int length);
  }

  /**
   * Checks the MAC, then decrypts without room for all of the plaintext.
   *
   * @return whether the MAC fits
   */
  public boolean open(byte[] sealed, int offset, int length, Pieces pieces) {
    if (!isAuthentic(sealed, offset, length)) {
      return false;
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(sealed, offset, IV_BYTES));
      int end = offset + length - MAC_BYTES;
      for (int at = offset + IV_BYTES; at < end; at += PIECE_BYTES) {
        int size = cipher.update(sealed, at, Math.min(PIECE_BYTES, end - at), piece, 0);
        pieces.accept(piece, size);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening " + length + " bytes", e);
    }
    return true;
  }

  /** Whether the MAC fits, without decrypting. */
  public boolean isAuthentic(byte[] sealed, int offset, int length) {
    int ciphertextLength = length - OVERHEAD_BYTES;
    if (ciphertextLength < 0 || isZero(sealed, offset)) {
      return false;
    }
    try {
      mac(sealed, offset, ciphertextLength);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("checking " + length + " bytes", e);
    }
    int macAt = offset + IV_BYTES + ciphertextLength;
    return MessageDigest.isEqual(tag, Arrays.copyOfRange(sealed, macAt, macAt + MAC_BYTES));
  }

  private void nextIv() {
    do {
      if (used == stock.length) {
        random.nextBytes(stock);
        used = 0;
      }
      System.arraycopy(stock, used, iv, 0, IV_BYTES);
      used += IV_BYTES;
    } while (isZero(iv, 0));
  }

  /** An IV of zeros is what a forgotten one looks like: never written, never accepted. */
  private static boolean isZero(byte[] bytes, int at) {
    int all = 0;
    for (int i = at; i < at + IV_BYTES; i++) {
      all |= bytes[i];
    }
    return all == 0;
  }

  private void crypt(byte[] in, int offset, int length, byte[] out, int at)
      throws GeneralSecurityException {
    for (int done = 0; done < length; done += PIECE_BYTES) {
      int size = Math.min(PIECE_BYTES, length - done);
      cipher.update(in, offset + done, size, out, at + done);
    }
  }

  /** The tag of the sealed range at {@code at}, whose IV and ciphertext are in place. */
  private void mac(byte[] sealed, int at, int length) throws GeneralSecurityException {
    padCipher.update(sealed, at, IV_BYTES, pad, 0);
    poly.mac(sealed, at + IV_BYTES, length, pad, tag);
  }
}
