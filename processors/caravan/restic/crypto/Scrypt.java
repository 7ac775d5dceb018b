package caravan.restic.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key derivation scrypt (RFC 7914). Its memory is one piece for all lanes, outside the heap,
 * and given back at once.
 */
final class Scrypt {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SALSA_WORDS = 16;
  private static final int WORDS_OF_R = 2 * SALSA_WORDS;
  private static final String HMAC = "HmacSHA256";
  private static final int HMAC_BYTES = 32;

  private final int n;
  private final int r;
  private final int words;
  private final MemorySegment memory;
  private final int[] remembered;
  private final int[] carried = new int[SALSA_WORDS];

  private Scrypt(int n, int r, Arena arena) {
    this.n = n;
    this.r = r;
    words = WORDS_OF_R * r;
    memory = arena.allocate(ValueLayout.JAVA_INT, (long) n * words);
    remembered = new int[words];
  }

  static byte[] derive(byte[] password, byte[] salt, ScryptParameters parameters, int length) {
    int laneBytes = WORDS_OF_R * Integer.BYTES * parameters.r();
    var lanes = pbkdf2(password, salt, Math.multiplyExact(parameters.p(), laneBytes));
    try (var arena = Arena.ofConfined()) {
      var scrypt = new Scrypt(parameters.n(), parameters.r(), arena);
      for (int at = 0; at < lanes.length; at += laneBytes) {
        scrypt.mix(lanes, at);
      }
    }
    return pbkdf2(password, lanes, length);
  }

  /** One lane: writes the memory in order, then reads it in an order that the lane decides. */
  private void mix(byte[] lanes, int at) {
    var a = new int[words];
    var b = new int[words];
    for (int i = 0; i < words; i++) {
      a[i] = (int) INTS.get(lanes, at + i * Integer.BYTES);
    }
    for (int i = 0; i < n; i += 2) {
      remember(a, i);
      mixBlock(a, b);
      remember(b, i + 1);
      mixBlock(b, a);
    }
    for (int i = 0; i < n; i += 2) {
      xorMemory(a);
      mixBlock(a, b);
      xorMemory(b);
      mixBlock(b, a);
    }
    for (int i = 0; i < words; i++) {
      INTS.set(lanes, at + i * Integer.BYTES, a[i]);
    }
  }

  private void remember(int[] block, long number) {
    MemorySegment.copy(
        block, 0, memory, ValueLayout.JAVA_INT, number * words * Integer.BYTES, words);
  }

  private void xorMemory(int[] block) {
    long number = block[words - SALSA_WORDS] & n - 1;
    MemorySegment.copy(
        memory, ValueLayout.JAVA_INT, number * words * Integer.BYTES, remembered, 0, words);
    for (int i = 0; i < words; i++) {
      block[i] ^= remembered[i];
    }
  }

  private void mixBlock(int[] in, int[] out) {
    System.arraycopy(in, words - SALSA_WORDS, carried, 0, SALSA_WORDS);
    for (int i = 0; i < 2 * r; i++) {
      int to = (i >> 1) + (i & 1) * r;
      salsa(carried, in, i * SALSA_WORDS, out, to * SALSA_WORDS);
    }
  }

  /** Salsa20/8 of {@code x} xor the input; in local variables, which processors keep at hand. */
  private static void salsa(int[] x, int[] in, int at, int[] out, int to) {
    for (int i = 0; i < SALSA_WORDS; i++) {
      x[i] ^= in[at + i];
    }
    int x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6], x7 = x[7];
    int x8 = x[8], x9 = x[9], xa = x[10], xb = x[11];
    int xc = x[12], xd = x[13], xe = x[14], xf = x[15];
    for (int doubleRound = 0; doubleRound < 4; doubleRound++) {
      x4 ^= Integer.rotateLeft(x0 + xc, 7);
      x9 ^= Integer.rotateLeft(x5 + x1, 7);
      xe ^= Integer.rotateLeft(xa + x6, 7);
      x3 ^= Integer.rotateLeft(xf + xb, 7);
      x8 ^= Integer.rotateLeft(x4 + x0, 9);
      xd ^= Integer.rotateLeft(x9 + x5, 9);
      x2 ^= Integer.rotateLeft(xe + xa, 9);
      x7 ^= Integer.rotateLeft(x3 + xf, 9);
      xc ^= Integer.rotateLeft(x8 + x4, 13);
      x1 ^= Integer.rotateLeft(xd + x9, 13);
      x6 ^= Integer.rotateLeft(x2 + xe, 13);
      xb ^= Integer.rotateLeft(x7 + x3, 13);
      x0 ^= Integer.rotateLeft(xc + x8, 18);
      x5 ^= Integer.rotateLeft(x1 + xd, 18);
      xa ^= Integer.rotateLeft(x6 + x2, 18);
      xf ^= Integer.rotateLeft(xb + x7, 18);
      x1 ^= Integer.rotateLeft(x0 + x3, 7);
      x6 ^= Integer.rotateLeft(x5 + x4, 7);
      xb ^= Integer.rotateLeft(xa + x9, 7);
      xc ^= Integer.rotateLeft(xf + xe, 7);
      x2 ^= Integer.rotateLeft(x1 + x0, 9);
      x7 ^= Integer.rotateLeft(x6 + x5, 9);
      x8 ^= Integer.rotateLeft(xb + xa, 9);
      xd ^= Integer.rotateLeft(xc + xf, 9);
      x3 ^= Integer.rotateLeft(x2 + x1, 13);
      x4 ^= Integer.rotateLeft(x7 + x6, 13);
      x9 ^= Integer.rotateLeft(x8 + xb, 13);
      xe ^= Integer.rotateLeft(xd + xc, 13);
      x0 ^= Integer.rotateLeft(x3 + x2, 18);
      x5 ^= Integer.rotateLeft(x4 + x7, 18);
      xa ^= Integer.rotateLeft(x9 + x8, 18);
      xf ^= Integer.rotateLeft(xe + xd, 18);
    }
    out[to] = x[0] += x0;
    out[to + 1] = x[1] += x1;
    out[to + 2] = x[2] += x2;
    out[to + 3] = x[3] += x3;
    out[to + 4] = x[4] += x4;
    out[to + 5] = x[5] += x5;
    out[to + 6] = x[6] += x6;
    out[to + 7] = x[7] += x7;
    out[to + 8] = x[8] += x8;
    out[to + 9] = x[9] += x9;
    out[to + 10] = x[10] += xa;
    out[to + 11] = x[11] += xb;
    out[to + 12] = x[12] += xc;
    out[to + 13] = x[13] += xd;
    out[to + 14] = x[14] += xe;
    out[to + 15] = x[15] += xf;
  }

  /** PBKDF2 with HMAC-SHA-256 and one iteration. */
  private static byte[] pbkdf2(byte[] password, byte[] salt, int length) {
    try {
      var hmac = Algorithms.mac(HMAC);
      // A key is filled up with zeros, so that one of a single zero is the empty one.
      hmac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, HMAC));
      var derived = new byte[length];
      for (int at = 0, block = 1; at < length; at += HMAC_BYTES, block++) {
        hmac.update(salt);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
          hmac.update((byte) (block >>> shift));
        }
        System.arraycopy(hmac.doFinal(), 0, derived, at, Math.min(HMAC_BYTES, length - at));
      }
      return derived;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
