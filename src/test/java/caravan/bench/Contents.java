package caravan.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

/** The kinds of content that fill the volumes of applications. */
final class Contents {
  private static final String[] LEVELS = {"INFO ", "INFO ", "INFO ", "DEBUG", "WARN ", "ERROR"};
  private static final byte[] PICTURE_HEADER = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1
  };

  private Contents() {}

  /** Log lines of a server. */
  static byte[] log(Dice dice, int size) {
    long[] time = {1_750_000_000_000L + dice.below(1_000_000_000)};
    return fill(
        size,
        "",
        () -> {
          time[0] += dice.below(900);
          return logLine(dice, time[0]);
        });
  }

  /** A list of documents. */
  static byte[] json(Dice dice, int size) {
    return fill(size, "[\n", () -> document(dice));
  }

  /** Bytes that do not compress, as in pictures and films. */
  static byte[] picture(Dice dice, int size) {
    var content = new byte[size];
    for (int i = 0; i < size; i += Long.BYTES) {
      long bits = dice.next();
      for (int k = i; k < Math.min(i + Long.BYTES, size); k++, bits >>>= Byte.SIZE) {
        content[k] = (byte) bits;
      }
    }
    System.arraycopy(PICTURE_HEADER, 0, content, 0, Math.min(PICTURE_HEADER.length, size));
    return content;
  }

  private static String logLine(Dice dice, long time) {
    var line = new StringBuilder(Instant.ofEpochMilli(time).toString());
    line.append(' ').append(LEVELS[dice.below(LEVELS.length)]);
    line.append(" [worker-").append(dice.below(32)).append("] com.acme.");
    line.append(Words.oneOf(dice, 60)).append('.').append(Words.oneOf(dice, 200)).append(" - ");
    line.append(Words.several(dice, 5 + dice.below(12)));
    if (dice.below(3) == 0) {
      line.append("id=").append(dice.hex(16));
    }
    if (dice.below(4) == 0) {
      line.append(" took=").append(dice.below(100_000)).append("us ip=10.");
      line.append(dice.below(256)).append('.').append(dice.below(256));
    }
    return line.append('\n').toString();
  }

  private static String document(Dice dice) {
    return "  {\"id\": %d, \"uuid\": \"%s\", \"name\": \"%s %s\", \"active\": %b, \"score\": %d, \"description\": \"%s\"},%n"
        .formatted(
            dice.next() >>> 34,
            dice.hex(16),
            Words.one(dice),
            Words.one(dice),
            dice.below(2) == 0,
            dice.below(10_000),
            Words.several(dice, 4 + dice.below(20)));
  }

  private static byte[] fill(int size, String start, Supplier<String> next) {
    var text = new StringBuilder(size + 512).append(start);
    while (text.length() < size) {
      text.append(next.get());
    }
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
  }
}
