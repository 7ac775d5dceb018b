package caravan.replication;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A whole second seen in a time zone, with the arithmetic of Go's {@code time.Time}: where the
 * clocks change, a local time that is skipped or comes twice means what it means to Go.
 */
record GoTime(long epochSecond, ZoneRules rules) {

  static GoTime of(Instant instant, ZoneRules rules) {
    return new GoTime(instant.getEpochSecond(), rules);
  }

  Instant instant() {
    return Instant.ofEpochSecond(epochSecond);
  }

  LocalDateTime local() {
    return LocalDateTime.ofEpochSecond(epochSecond, 0, offset(epochSecond));
  }

  /** Go's {@code time.Date}: the offset is looked up once at the local time as if it were UTC. */
  GoTime withLocal(LocalDateTime local) {
    long unix = local.toEpochSecond(ZoneOffset.UTC);
    long utc = unix - offset(unix).getTotalSeconds();
    return new GoTime(unix - offset(utc).getTotalSeconds(), rules);
  }

  GoTime plusSeconds(long seconds) {
    return new GoTime(epochSecond + seconds, rules);
  }

  GoTime plusDays(int days) {
    return withLocal(local().plusDays(days));
  }

  /** The same day of the following month; a day it does not have counts on into the next. */
  GoTime nextMonth() {
    var local = local();
    return withLocal(local.withDayOfMonth(1).plusMonths(1).plusDays(local.getDayOfMonth() - 1L));
  }

  private ZoneOffset offset(long second) {
    return rules.getOffset(Instant.ofEpochSecond(second));
  }
}
