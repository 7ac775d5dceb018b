package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * When a file that is looked for was modified.
 *
 * @param oldest null for any time
 * @param newest null for any time
 */
record FindTimes(Instant oldest, Instant newest) {
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          DateTimeFormatter.ofPattern("yyyy-MM-dd[ HH:mm[:ss[ xx]]]", Locale.ROOT),
          DateTimeFormatter.ofPattern("dd.MM.yyyy[ HH:mm[:ss[ xx]]]", Locale.ROOT));

  static FindTimes of(String oldest, String newest, ZoneId zone) {
    var times = new FindTimes(parse(oldest, zone), parse(newest, zone));
    if (times.oldest != null && times.newest != null && times.oldest.isAfter(times.newest)) {
      throw new InvalidInput("--oldest must specify a time before --newest");
    }
    return times;
  }

  boolean accept(Timestamp time) {
    var instant = time.toInstant();
    return (oldest == null || !instant.isBefore(oldest))
        && (newest == null || !instant.isAfter(newest));
  }

  private static Instant parse(String text, ZoneId zone) {
    if (text.isEmpty()) {
      return null;
    }
    for (var form : FORMS) {
      try {
        return instant(
            form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from), zone);
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    throw new InvalidInput(
        "unable to parse time: \"%s\", write it as 2006-01-02 15:04:05".formatted(text));
  }

  private static Instant instant(TemporalAccessor time, ZoneId zone) {
    return switch (time) {
      case OffsetDateTime exact -> exact.toInstant();
      case LocalDateTime local -> local.atZone(zone).toInstant();
      default -> LocalDate.from(time).atStartOfDay(zone).toInstant();
    };
  }
}
