package caravan.restic.snapshot;

/** A point in time as restic writes it: nanoseconds and the offset of the writer's zone. */
public record Timestamp(long seconds, int nanos, int offsetMinutes) {
  public static Timestamp utc(long seconds, int nanos) {
    return new Timestamp(seconds, nanos, 0);
  }

  public boolean isSameInstant(Timestamp other) {
    return seconds == other.seconds && nanos == other.nanos;
  }
}
