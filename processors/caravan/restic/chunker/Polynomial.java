package caravan.restic.chunker;

import java.security.SecureRandom;

/** A polynomial over GF(2) of degree 53, one bit a coefficient; a repository's is irreducible. */
public record Polynomial(long bits) {
  static final int DEGREE = 53;
  private static final int MAX_TRIES = 1_000_000;
  private static final long X = 0b10;

  public static Polynomial random(SecureRandom random) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      long low = random.nextLong() & ((1L << DEGREE) - 1);
      var candidate = new Polynomial(low | 1L << DEGREE | 1);
      if (candidate.isIrreducible()) {
        return candidate;
      }
    }
    throw new IllegalStateException("no irreducible polynomial in " + MAX_TRIES + " tries");
  }

  /** Reads the hex form of the config file. */
  public static Polynomial parse(String hex) {
    return new Polynomial(Long.parseUnsignedLong(hex, 16));
  }

  /** Ben-Or's test: no x^(2^i) - x shares a factor with it, for i up to half the degree. */
  public boolean isIrreducible() {
    if (degree(bits) != DEGREE) {
      return false;
    }
    long power = X;
    for (int i = 1; i <= DEGREE / 2; i++) {
      power = multiplyModulo(power, power);
      if (greatestCommonDivisor(bits, power ^ X) != 1) {
        return false;
      }
    }
    return true;
  }

  /** {@code value * x^shift} modulo this. */
  long shiftModulo(long value, int shift) {
    long result = value;
    for (int i = 0; i < shift; i++) {
      result <<= 1;
      if ((result >>> DEGREE & 1) != 0) {
        result ^= bits;
      }
    }
    return result;
  }

  private long multiplyModulo(long a, long b) {
    long product = 0;
    for (int i = DEGREE - 1; i >= 0; i--) {
      product = shiftModulo(product, 1);
      if ((b >>> i & 1) != 0) {
        product ^= a;
      }
    }
    return product;
  }

  private static long greatestCommonDivisor(long a, long b) {
    while (b != 0) {
      long rest = remainder(a, b);
      a = b;
      b = rest;
    }
    return a;
  }

  private static long remainder(long a, long b) {
    int degree = degree(b);
    while (a != 0 && degree(a) >= degree) {
      a ^= b << (degree(a) - degree);
    }
    return a;
  }

  private static int degree(long polynomial) {
    return 63 - Long.numberOfLeadingZeros(polynomial);
  }

  /** Lower-case hex, as in the config file. */
  @Override
  public String toString() {
    return Long.toHexString(bits);
  }
}
