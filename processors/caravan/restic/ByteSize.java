package caravan.restic;

/** Sizes as users write them: a whole number of bytes, or of k, M, G or T in powers of 1024. */
public final class ByteSize {
  private ByteSize() {}

  /**
   * Reads a size such as {@code 500}, {@code 16M} or {@code 2g}.
   *
   * @throws InvalidInput when the text is no such size
   */
  public static long parse(String text) {
    var unit = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    int shift =
        switch (unit) {
          case 'k', 'K' -> 10;
          case 'm', 'M' -> 20;
          case 'g', 'G' -> 30;
          case 't', 'T' -> 40;
          default -> 0;
        };
    boolean hasUnit = shift > 0 || unit == 'b' || unit == 'B';
    try {
      long number = Long.parseLong(hasUnit ? text.substring(0, text.length() - 1) : text);
      if (number >= 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static InvalidInput invalid(String text) {
    return new InvalidInput(
        "invalid size \"%s\": give a whole number of bytes, or one with k, M, G or T behind it"
            .formatted(text));
  }
}
