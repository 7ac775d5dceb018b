package caravan.restic.forget;

/** A span in calendar units, as in {@code 1y5m7d2h}. */
public record Within(int years, int months, int days, int hours) {
  public static final Within OFF = new Within(0, 0, 0, 0);

  /**
   * @throws caravan.restic.InvalidInput when the text is no such span
   */
  public static Within parse(String text) {
    throw new UnsupportedOperationException();
  }

  public boolean isOff() {
    return equals(OFF);
  }
}
