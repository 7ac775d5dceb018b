package caravan.replication;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesException;
import java.util.Optional;

/**
 * When a cron expression comes next. The dialect is that of robfig/cron v3 with five fields and
 * descriptors: {@code minute hour day-of-month month day-of-week}, {@code @daily}, {@code @every
 * 1h30m}, each with an optional {@code CRON_TZ=Zone} or {@code TZ=Zone} in front. Beyond it, {@code
 * H} in a field is a value of the object's own.
 */
public sealed interface CronSchedule permits CronCalendar, CronSchedule.Every, CronSchedule.Later {

  /** Strictly after {@code time}, whole seconds; empty when it does not come in five years. */
  Optional<Instant> next(Instant time);

  /**
   * Reads an expression.
   *
   * @param localZone the zone of an expression that names none
   * @param own what {@code H} is made of
   * @throws InvalidSchedule naming the field that is wrong
   */
  static CronSchedule parse(String expression, ZoneId localZone, OwnValue own) {
    try {
      return parsed(expression, localZone, own);
    } catch (InvalidSchedule e) {
      throw new InvalidSchedule("schedule \"" + expression + "\": " + e.getMessage());
    }
  }

  private static CronSchedule parsed(String expression, ZoneId localZone, OwnValue own) {
    var zone = localZone;
    var rest = expression;
    if (rest.startsWith("TZ=") || rest.startsWith("CRON_TZ=")) {
      int blank = rest.indexOf(' ');
      if (blank < 0) {
        throw new InvalidSchedule("nothing follows the time zone; five fields or a descriptor do");
      }
      zone = zone(rest.substring(rest.indexOf('=') + 1, blank), localZone);
      rest = rest.substring(blank).strip();
    }
    return rest.startsWith("@") ? descriptor(rest, zone, own) : CronCalendar.parse(rest, zone, own);
  }

  private static CronSchedule descriptor(String text, ZoneId zone, OwnValue own) {
    var fields =
        switch (text) {
          case "@yearly", "@annually" -> "0 0 1 1 *";
          case "@monthly" -> "0 0 1 * *";
          case "@weekly" -> "0 0 * * 0";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@hourly" -> "0 * * * *";
          default -> null;
        };
    if (fields != null) {
      return CronCalendar.parse(fields, zone, own);
    }
    if (text.startsWith("@every ")) {
      return Every.of(text.substring("@every ".length()));
    }
    throw new InvalidSchedule(
        "the descriptor \""
            + text
            + "\" is not known; there are @yearly, @annually, @monthly, @weekly, @daily, @midnight,"
            + " @hourly and @every with a duration");
  }

  /**
   * The zone of a name.
   *
   * @throws InvalidSchedule when there is none
   */
  static ZoneId zone(String name, ZoneId localZone) {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      return localZone;
    }
    if (ZoneId.getAvailableZoneIds().contains(name)) {
      try {
        return ZoneId.of(name);
      } catch (ZoneRulesException _) {
        // said below
      }
    }
    throw new InvalidSchedule(
        "the time zone \"" + name + "\" is not known; use a name like Europe/Berlin");
  }

  /** The same slots, each so much later. */
  record Later(CronSchedule schedule, Duration by) implements CronSchedule {
    @Override
    public Optional<Instant> next(Instant time) {
      return schedule.next(time.minus(by)).map(slot -> slot.plus(by));
    }
  }

  /** A fixed delay, at least a second and in whole seconds. */
  record Every(Duration delay) implements CronSchedule {
    static Every of(String text) {
      try {
        var delay = DurationText.parse(text);
        var second = Duration.ofSeconds(1);
        return new Every(
            delay.compareTo(second) < 0 ? second : Duration.ofSeconds(delay.toSeconds()));
      } catch (IllegalArgumentException e) {
        throw new InvalidSchedule("@every: " + e.getMessage());
      }
    }

    @Override
    public Optional<Instant> next(Instant time) {
      return Optional.of(Instant.ofEpochSecond(time.getEpochSecond()).plus(delay));
    }
  }
}
