package caravan.text;

import java.time.Duration;

/** Durations as restic prints them: {@code 0:05}, {@code 1:02:03}. */
public final class ElapsedText {
  private ElapsedText() {}

  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
