package caravan.restic.forget;

import caravan.restic.snapshot.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One rule of a policy at work on the snapshots of a group, newest first: it keeps the first of
 * each hour, day, week, month or year, and the oldest of all while it still may keep something.
 */
final class Bucket {
  private static final long NONE = -1;
  private final String reason;
  private final Unit unit;
  private final Instant after;
  private int left;
  private long lastKept = NONE;

  private Bucket(String reason, Unit unit, int count, Instant after) {
    this.reason = reason;
    this.unit = unit;
    left = count;
    this.after = after;
  }

  /** The rules with a count and those with a span before {@code newest}, in restic's order. */
  static List<Bucket> of(ForgetPolicy policy, Timestamp newest) {
    var buckets = new ArrayList<Bucket>();
    addCounted(buckets, Unit.LAST, policy.last());
    addCounted(buckets, Unit.HOURLY, policy.hourly());
    addCounted(buckets, Unit.DAILY, policy.daily());
    addCounted(buckets, Unit.WEEKLY, policy.weekly());
    addCounted(buckets, Unit.MONTHLY, policy.monthly());
    addCounted(buckets, Unit.YEARLY, policy.yearly());
    addWithin(buckets, Unit.HOURLY, policy.withinHourly(), newest);
    addWithin(buckets, Unit.DAILY, policy.withinDaily(), newest);
    addWithin(buckets, Unit.WEEKLY, policy.withinWeekly(), newest);
    addWithin(buckets, Unit.MONTHLY, policy.withinMonthly(), newest);
    addWithin(buckets, Unit.YEARLY, policy.withinYearly(), newest);
    return buckets;
  }

  /** Why the next snapshot is kept, or null when this rule does not need it. */
  String keep(Timestamp time, int number, boolean isOldest) {
    if (left == 0 || after != null && !time.toInstant().isAfter(after)) {
      return null;
    }
    long current = unit.value(time.local(), number);
    boolean isNew = current != lastKept;
    if (!isNew && !isOldest) {
      return null;
    }
    lastKept = current;
    if (left > 0) {
      left--;
    }
    return isNew ? reason : "oldest " + reason;
  }

  private static void addCounted(List<Bucket> buckets, Unit unit, int count) {
    if (count != 0) {
      buckets.add(new Bucket(unit.word() + " snapshot", unit, count, null));
    }
  }

  private static void addWithin(List<Bucket> buckets, Unit unit, Within within, Timestamp newest) {
    if (!within.isOff()) {
      var reason = unit.word() + " within " + within;
      buckets.add(new Bucket(reason, unit, ForgetPolicy.UNLIMITED, within.before(newest)));
    }
  }

  /** What two snapshots share when a rule needs only one of them. */
  private enum Unit {
    LAST,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** By the snapshot's own clock. */
    long value(LocalDateTime time, int number) {
      long month = time.getYear() * 100L + time.getMonthValue();
      long day = month * 100 + time.getDayOfMonth();
      return switch (this) {
        case LAST -> number;
        case HOURLY -> day * 100 + time.getHour();
        case DAILY -> day;
        case WEEKLY ->
            time.get(IsoFields.WEEK_BASED_YEAR) * 100L
                + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        case MONTHLY -> month;
        case YEARLY -> time.getYear();
      };
    }
  }
}
