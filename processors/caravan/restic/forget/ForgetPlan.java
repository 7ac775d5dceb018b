package caravan.restic.forget;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.SnapshotFilter;
import caravan.restic.snapshot.SnapshotGroup;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a policy keeps and removes, group by group; nothing is deleted yet. */
public record ForgetPlan(List<Group> groups) {
  private static final Comparator<StoredSnapshot> NEWEST_FIRST =
      Comparator.comparing((StoredSnapshot stored) -> stored.snapshot().time().toInstant())
          .reversed();

  /** The snapshots of one group, each list newest first; reasons only for those kept by a rule. */
  public record Group(
      SnapshotGroup.Key key,
      List<StoredSnapshot> keep,
      List<StoredSnapshot> remove,
      List<Reason> reasons) {}

  /** The rules that keep a snapshot, in restic's words. */
  public record Reason(StoredSnapshot stored, List<String> matches) {}

  /**
   * Applies a policy to each group; an empty policy removes everything.
   *
   * @throws InvalidInput when a policy that is not empty would keep nothing of a group
   */
  public static ForgetPlan of(
      List<StoredSnapshot> snapshots, ForgetPolicy policy, GroupBy groupBy, Instant now) {
    return new ForgetPlan(
        SnapshotGroup.of(snapshots, groupBy).stream()
            .map(group -> apply(group, policy, now))
            .toList());
  }

  /** Everything that is to be deleted. */
  public List<StoredSnapshot> removed() {
    return groups.stream().flatMap(group -> group.remove().stream()).toList();
  }

  private static Group apply(SnapshotGroup group, ForgetPolicy policy, Instant now) {
    var newestFirst = group.snapshots().stream().sorted(NEWEST_FIRST).toList();
    if (policy.isEmpty()) {
      return new Group(group.key(), List.of(), newestFirst, List.of());
    }
    var newest = newest(newestFirst, now);
    var buckets = Bucket.of(policy, newest);
    var remove = new ArrayList<StoredSnapshot>();
    var reasons = new ArrayList<Reason>();
    for (int number = 0; number < newestFirst.size(); number++) {
      var stored = newestFirst.get(number);
      var matches = alwaysKept(stored, policy, newest);
      var time = stored.snapshot().time();
      for (var bucket : buckets) {
        var reason = bucket.keep(time, number, number == newestFirst.size() - 1);
        if (reason != null) {
          matches.add(reason);
        }
      }
      if (matches.isEmpty()) {
        remove.add(stored);
      } else {
        reasons.add(new Reason(stored, matches));
      }
    }
    if (reasons.isEmpty()) {
      throw new InvalidInput(
          "refusing to delete last snapshot of snapshot group \"" + group.key() + "\"");
    }
    return new Group(group.key(), reasons.stream().map(Reason::stored).toList(), remove, reasons);
  }

  /** Reasons that do not count: tags, and everything within a span. */
  private static List<String> alwaysKept(
      StoredSnapshot stored, ForgetPolicy policy, Timestamp newest) {
    var matches = new ArrayList<String>();
    for (var tags : policy.tags()) {
      if (SnapshotFilter.hasTags(stored.snapshot(), tags)) {
        matches.add("has tags " + tags);
      }
    }
    var within = policy.within();
    var time = stored.snapshot().time().toInstant();
    if (!within.isOff() && time.isAfter(within.before(newest))) {
      matches.add("within " + within);
    }
    return matches;
  }

  /** The newest that is not in the future; Go's zero time when there is none. */
  private static Timestamp newest(List<StoredSnapshot> newestFirst, Instant now) {
    return newestFirst.stream()
        .map(stored -> stored.snapshot().time())
        .filter(time -> time.toInstant().isBefore(now))
        .findFirst()
        .orElse(Timestamp.ZERO);
  }
}
