package caravan.overview;

import java.time.Duration;

/** A span of time in its largest unit, as kubectl prints ages: {@code 45s}, {@code 3h}. */
final class AgeText {
  private AgeText() {}

  static String of(Duration span) {
    var whole = span.isNegative() ? Duration.ZERO : span;
    if (whole.toDays() > 1) {
      return whole.toDays() + "d";
    }
    if (whole.toHours() > 1) {
      return whole.toHours() + "h";
    }
    return whole.toMinutes() > 1 ? whole.toMinutes() + "m" : whole.toSeconds() + "s";
  }
}
