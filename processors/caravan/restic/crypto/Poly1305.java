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
    final long u1 = r1 * 20, u2 = r2 * 20, v1 = q1 * 20, v2 = q2 * 20;
    long h0 = 0, h1 = 0, h2 = 0;
    for (int i = offset, end = offset + pairs * PAIR_BYTES; i < end; i += PAIR_BYTES) {
      long a = (long) LONGS.get(m, i), b = (long) LONGS.get(m, i + 8);
      long c = (long) LONGS.get(m, i + 16), d = (long) LONGS.get(m, i + 24);
      h0 += a & M44;
      h1 += (a >>> 44 | b << 20) & M44;
      h2 += b >>> 24 | BIT_128;
      long g0 = c & M44, g1 = (c >>> 44 | d << 20) & M44, g2 = d >>> 24 | BIT_128;
      long l0 = low(h0, q0) + low(h1, v2) + low(h2, v1) + low(g0, r0) + low(g1, u2) + low(g2, u1);
      long c0 = top(h0, q0) + top(h1, v2) + top(h2, v1) + top(g0, r0) + top(g1, u2) + top(g2, u1);
      long l1 = low(h0, q1) + low(h1, q0) + low(h2, v2) + low(g0, r1) + low(g1, r0) + low(g2, u2);
      long c1 = top(h0, q1) + top(h1, q0) + top(h2, v2) + top(g0, r1) + top(g1, r0) + top(g2, u2);
      long l2 = low(h0, q2) + low(h1, q1) + low(h2, q0) + low(g0, r2) + low(g1, r1) + low(g2, r0);
      long c2 = top(h0, q2) + top(h1, q1) + top(h2, q0) + top(g0, r2) + top(g1, r1) + top(g2, r0);
      h1 = l1 + c0 + (l0 >>> 44);
      h2 = l2 + c1 + (h1 >>> 44);
      h0 = (l0 & M44) + ((c2 << 2) + (h2 >>> 42)) * 5;
      h1 = (h1 & M44) + (h0 >>> 44);
      h2 &= M42;
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
    long l0 = low(h0, r0) + low(h1, u2) + low(h2, u1);
    long c0 = top(h0, r0) + top(h1, u2) + top(h2, u1);
    long l1 = low(h0, r1) + low(h1, r0) + low(h2, u2);
    long c1 = top(h0, r1) + top(h1, r0) + top(h2, u2);
    long l2 = low(h0, r2) + low(h1, r1) + low(h2, r0);
    long c2 = top(h0, r2) + top(h1, r1) + top(h2, r0);
    long m1 = l1 + c0 + (l0 >>> 44);
    long m2 = l2 + c1 + (m1 >>> 44);
    long m0 = (l0 & M44) + ((c2 << 2) + (m2 >>> 42)) * 5;
    h[0] = m0 & M44;
    h[1] = (m1 & M44) + (m0 >>> 44);
    h[2] = m2 & M42;
  }

  /** The 44 low bits of a product. */
  private static long low(long a, long b) {
    return a * b & M44;
  }

  /** The bits of a product above the 44 low ones. */
  private static long top(long a, long b) {
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
