package caravan.restic.forget;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Which snapshots a group keeps; a count of 0 is off, -1 keeps without end, an empty {@link Within}
 * is off.
 *
 * @param tags keeps every snapshot that has all tags of one of the lists
 */
public record ForgetPolicy(
    int last,
    int hourly,
    int daily,
    int weekly,
    int monthly,
    int yearly,
    Within within,
    Within withinHourly,
    Within withinDaily,
    Within withinWeekly,
    Within withinMonthly,
    Within withinYearly,
    List<List<String>> tags) {
  public static final int UNLIMITED = -1;
  public static final ForgetPolicy EMPTY =
      new ForgetPolicy(
          0,
          0,
          0,
          0,
          0,
          0,
          Within.OFF,
          Within.OFF,
          Within.OFF,
          Within.OFF,
          Within.OFF,
          Within.OFF,
          List.of());

  public ForgetPolicy {
    for (int count : new int[] {last, hourly, daily, weekly, monthly, yearly}) {
      if (count < UNLIMITED) {
        throw new InvalidInput("negative values other than -1 are not allowed for --keep-*");
      }
    }
  }

  /**
   * Reads a count: a number, or {@code unlimited}.
   *
   * @throws InvalidInput when the text is neither
   */
  public static int parseCount(String text) {
    if (text.equals("unlimited")) {
      return UNLIMITED;
    }
    if (text.startsWith("-")) {
      throw new InvalidInput("negative values not allowed, use 'unlimited' instead");
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "invalid count \"" + text + "\": give a number of snapshots or 'unlimited'", e);
    }
  }

  public boolean isEmpty() {
    return equals(EMPTY);
  }

  /**
   * Refuses an empty policy unless the user asked for everything a filter accepts to be removed.
   *
   * @throws InvalidInput when nothing may be removed
   */
  public void requireAllowed(boolean unsafeAllowRemoveAll, SnapshotFilter filter) {
    if (isEmpty() && !unsafeAllowRemoveAll) {
      throw new InvalidInput("no policy was specified, no snapshots will be removed");
    }
    if (isEmpty() && filter.isEmpty()) {
      throw new InvalidInput(
          "--unsafe-allow-remove-all is not allowed unless a snapshot filter option is specified");
    }
  }

  /** What the policy does, in restic's words. */
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    var counts = counts();
    if (!counts.isEmpty()) {
      parts.add(String.join(", ", counts) + " snapshots");
    }
    addWithin(parts, "hourly", withinHourly);
    addWithin(parts, "daily", withinDaily);
    addWithin(parts, "weekly", withinWeekly);
    addWithin(parts, "monthly", withinMonthly);
    addWithin(parts, "yearly", withinYearly);
    var text = String.join(", ", parts);
    if (!tags.isEmpty()) {
      var lists = String.join(" ", tags.stream().map(Object::toString).toList());
      text += (text.isEmpty() ? "" : " and ") + "all snapshots with tags [" + lists + "]";
    }
    if (!within.isOff()) {
      text += (text.isEmpty() ? "" : " and ") + "all snapshots within " + within + " of the newest";
    }
    return text.isEmpty() ? "remove" : "keep " + text;
  }

  private List<String> counts() {
    var counts = new ArrayList<String>();
    addCount(counts, "latest", last);
    addCount(counts, "hourly", hourly);
    addCount(counts, "daily", daily);
    addCount(counts, "weekly", weekly);
    addCount(counts, "monthly", monthly);
    addCount(counts, "yearly", yearly);
    return counts;
  }

  private static void addCount(List<String> counts, String word, int count) {
    if (count != 0) {
      counts.add((count == UNLIMITED ? "all" : String.valueOf(count)) + " " + word);
    }
  }

  private static void addWithin(List<String> parts, String word, Within within) {
    if (!within.isOff()) {
      parts.add(word + " snapshots within " + within);
    }
  }
}
