package caravan.bench;

/** Pseudo-random numbers that are the same on every machine (SplitMix64). */
final class Dice {
  private long state;

  Dice(long seed) {
    state = seed;
  }

  long next() {
    long z = state += 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) ((next() >>> 1) % bound);
  }

  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Between two sizes, each order of magnitude as likely as any other. */
  int size(int least, int most) {
    return (int) (least * Math.pow((double) most / least, unit()));
  }

  /** A rank below {@code bound}, low ones far more often, as words are in a text. */
  int rank(int bound) {
    return (int) (Math.pow(bound + 1.0, unit()) - 1);
  }

  String hex(int digits) {
    var text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(below(16), 16));
    }
    return text.toString();
  }
}
