package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time that the user gives a snapshot, in the zone of this machine. */
final class RecordedTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private RecordedTime() {}

  static Timestamp parse(String flag, String text, CliContext context) {
    try {
      return Timestamp.of(
          LocalDateTime.parse(text, FORM).atZone(context.clock().getZone()).toOffsetDateTime());
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "error in time option: %s \"%s\" is not of the form 2006-01-02 15:04:05"
              .formatted(flag, text),
          e);
    }
  }
}
