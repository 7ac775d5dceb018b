package caravan.restic.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Poly1305 with one fixed {@code r} and a pad for each message, two blocks at a step.
 *
 * <p>Numbers are held in limbs of 44, 44 and 42 bits. With both factors shifted left by 10 the high
 * word of their product is the part above bit 44, so no carry has to be propagated inside a step.
 */
final class Poly1305 {
  static final int BLOCK_BYTES = 16;
  private static final int PAIR_BYTES = 2 * BLOCK_BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long M44 = (1L << 44) - 1;
  private static final long M42 = (1L << 42) - 1;
  private static final long BIT_128 = 1L << 40;

  /** r, and r squared for the first block of a pair. */
  private final long r0;

  private final long r1;
  private final long r2;
  private final long q0;
  private final long q1;
  private final long q2;
  private final long[] h = new long[3];
  private final byte[] block = new byte[BLOCK_BYTES];

  /** Takes {@code r} as it is stored, unclamped. */
  Poly1305(byte[] r) {
    long low = (long) LONGS.get(r, 0) & 0x0ffffffc0fffffffL;
    long high = (long) LONGS.get(r, 8) & 0x0ffffffc0ffffffcL;
    r0 = low & M44;
    r1 = (low >>> 44 | high << 20) & M44;
    r2 = high >>> 24;
    multiplyByR(r0, r1, r2);
    q0 = h[0];
    q1 = h[1];
    q2 = h[2];
  }

  /** Writes the 16-byte tag of a message: its polynomial plus the pad. */
  void mac(byte[] message, int offset, int length, byte[] pad, byte[] tag) {
    Arrays.fill(h, 0);
    absorbPairs(message, offset, length / PAIR_BYTES);
    int done = length - length % PAIR_BYTES;
    absorbRest(message, offset + done, length - done);
    finish(pad, tag);
  }

  /** h = (h + m0) * r^2 + m1 * r for each pair of blocks. */
  private void absorbPairs(byte[] m, int offset, int pairs) {
    final long r0s = r0 << 10, r1s = r1 << 10, r2s = r2 << 10;
    final long u1 = r1 * 20, u2 = r2 * 20, u1s = u1 << 10, u2s = u2 << 10;
    final long q0s = q0 << 10, q1s = q1 << 10, q2s = q2 << 10;
    final long v1 = q1 * 20, v2 = q2 * 20, v1s = v1 << 10, v2s = v2 << 10;
    long h0 = 0, h1 = 0, h2 = 0;
    for (int i = offset, end = offset + pairs * PAIR_BYTES; i < end; i += PAIR_BYTES) {
      long a = (long) LONGS.get(m, i), b = (long) LONGS.get(m, i + 8);
      long c = (long) LONGS.get(m, i + 16), d = (long) LONGS.get(m, i + 24);
      h0 += a & M44;
      h1 += (a >>> 44 | b << 20) & M44;
      h2 += b >>> 24 | BIT_128;
      long g0 = c & M44, g1 = (c >>> 44 | d << 20) & M44, g2 = d >>> 24 | BIT_128;
      long h0s = h0 << 10, h1s = h1 << 10, h2s = h2 << 10;
      long g0s = g0 << 10, g1s = g1 << 10, g2s = g2 << 10;
      long l0 =
          (h0 * q0 & M44)
              + (h1 * v2 & M44)
              + (h2 * v1 & M44)
              + (g0 * r0 & M44)
              + (g1 * u2 & M44)
              + (g2 * u1 & M44);
      long c0 =
          Math.multiplyHigh(h0s, q0s)
              + Math.multiplyHigh(h1s, v2s)
              + Math.multiplyHigh(h2s, v1s)
              + Math.multiplyHigh(g0s, r0s)
              + Math.multiplyHigh(g1s, u2s)
              + Math.multiplyHigh(g2s, u1s);
      long l1 =
          (h0 * q1 & M44)
              + (h1 * q0 & M44)
              + (h2 * v2 & M44)
              + (g0 * r1 & M44)
              + (g1 * r0 & M44)
              + (g2 * u2 & M44);
      long c1 =
          Math.multiplyHigh(h0s, q1s)
              + Math.multiplyHigh(h1s, q0s)
              + Math.multiplyHigh(h2s, v2s)
              + Math.multiplyHigh(g0s, r1s)
              + Math.multiplyHigh(g1s, r0s)
              + Math.multiplyHigh(g2s, u2s);
      long l2 =
          (h0 * q2 & M44)
              + (h1 * q1 & M44)
              + (h2 * q0 & M44)
              + (g0 * r2 & M44)
              + (g1 * r1 & M44)
              + (g2 * r0 & M44);
      long c2 =
          Math.multiplyHigh(h0s, q2s)
              + Math.multiplyHigh(h1s, q1s)
              + Math.multiplyHigh(h2s, q0s)
              + Math.multiplyHigh(g0s, r2s)
              + Math.multiplyHigh(g1s, r1s)
              + Math.multiplyHigh(g2s, r0s);
      h1 = l1 + c0 + (l0 >>> 44);
      h0 = l0 & M44;
      h2 = l2 + c1 + (h1 >>> 44);
      h1 &= M44;
      h0 += ((c2 << 2) + (h2 >>> 42)) * 5;
      h2 &= M42;
      h1 += h0 >>> 44;
      h0 &= M44;
    }
    h[0] = h0;
    h[1] = h1;
    h[2] = h2;
  }

  private void absorbRest(byte[] message, int offset, int length) {
    for (int at = 0; at < length; at += BLOCK_BYTES) {
      int size = Math.min(BLOCK_BYTES, length - at);
      Arrays.fill(block, (byte) 0);
      System.arraycopy(message, offset + at, block, 0, size);
      long top = BIT_128;
      if (size < BLOCK_BYTES) {
        block[size] = 1;
        top = 0;
      }
      long a = (long) LONGS.get(block, 0), b = (long) LONGS.get(block, 8);
      multiplyByR(h[0] + (a & M44), h[1] + ((a >>> 44 | b << 20) & M44), h[2] + (b >>> 24 | top));
    }
  }

  private void multiplyByR(long h0, long h1, long h2) {
    long u1 = r1 * 20, u2 = r2 * 20;
    long l0 = (h0 * r0 & M44) + (h1 * u2 & M44) + (h2 * u1 & M44);
    long c0 = high(h0, r0) + high(h1, u2) + high(h2, u1);
    long l1 = (h0 * r1 & M44) + (h1 * r0 & M44) + (h2 * u2 & M44);
    long c1 = high(h0, r1) + high(h1, r0) + high(h2, u2);
    long l2 = (h0 * r2 & M44) + (h1 * r1 & M44) + (h2 * r0 & M44);
    long c2 = high(h0, r2) + high(h1, r1) + high(h2, r0);
    long m1 = l1 + c0 + (l0 >>> 44);
    long m2 = l2 + c1 + (m1 >>> 44);
    long m0 = (l0 & M44) + ((c2 << 2) + (m2 >>> 42)) * 5;
    h[0] = m0 & M44;
    h[1] = (m1 & M44) + (m0 >>> 44);
    h[2] = m2 & M42;
  }

  private static long high(long a, long b) {
    return Math.multiplyHigh(a << 10, b << 10);
  }

  /** Reduces fully modulo 2^130 - 5, then adds the pad modulo 2^128. */
  private void finish(byte[] pad, byte[] tag) {
    carry();
    carry();
    long g0 = h[0] + 5, g1 = h[1] + (g0 >>> 44), g2 = h[2] + (g1 >>> 44) - (1L << 42);
    long isReduced = (g2 >>> 63) - 1;
    long h0 = h[0] & ~isReduced | g0 & M44 & isReduced;
    long h1 = h[1] & ~isReduced | g1 & M44 & isReduced;
    long h2 = h[2] & ~isReduced | g2 & isReduced;
    long low = h0 | h1 << 44, high = h1 >>> 20 | h2 << 24;
    long sum = low + (long) LONGS.get(pad, 0);
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    LONGS.set(tag, 0, sum);
    LONGS.set(tag, 8, high + (long) LONGS.get(pad, 8) + carry);
  }

  private void carry() {
    h[1] += h[0] >>> 44;
    h[0] &= M44;
    h[2] += h[1] >>> 44;
    h[1] &= M44;
    h[0] += (h[2] >>> 42) * 5;
    h[2] &= M42;
    h[1] += h[0] >>> 44;
    h[0] &= M44;
  }
}
