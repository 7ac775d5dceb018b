package caravan.restic.chunker;

import java.security.SecureRandom;

/** An irreducible polynomial of degree 53 over GF(2), one bit a coefficient. */
public record Polynomial(long bits) {
  public static Polynomial random(SecureRandom random) {
    throw new UnsupportedOperationException();
  }

  /** Reads the hex form of the config file. */
  public static Polynomial parse(String hex) {
    return new Polynomial(Long.parseUnsignedLong(hex, 16));
  }

  public boolean isIrreducible() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String toString() {
    return Long.toHexString(bits);
  }
}
