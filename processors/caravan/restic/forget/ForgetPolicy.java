package caravan.restic.forget;

import java.util.List;

/**
 * Which snapshots a group keeps; a count of 0 is off, -1 keeps without end, an empty {@link Within}
 * is off.
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
    List<List<String>> tags) {}
