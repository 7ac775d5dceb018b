package caravan.restic.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.Snapshots;
import caravan.restic.snapshot.StoredSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ForgetPlanTest {
  private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  @Test
  void keepsTheNewestOfEachDayAndTheOldestWhileSomethingIsLeft() {
    var kept =
        reasons(
            "--keep-daily 3",
            "2024-05-31T10:00:00Z",
            "2024-05-31T08:00:00Z",
            "2024-05-30T10:00:00Z",
            "2024-05-30T09:00:00Z");

    assertThat(kept)
        .isEqualTo(
            Map.of(
                "2024-05-31T10:00:00Z", List.of("daily snapshot"),
                "2024-05-30T10:00:00Z", List.of("daily snapshot"),
                "2024-05-30T09:00:00Z", List.of("oldest daily snapshot")));
  }

  @Test
  void aDayIsTheOneOfTheSnapshotsOwnClock() {
    var kept =
        reasons(
            "--keep-daily 2",
            "2024-05-31T01:00:00+03:00",
            "2024-05-30T21:30:00Z",
            "2024-05-30T20:00:00Z");

    assertThat(kept.keySet())
        .containsExactlyInAnyOrder("2024-05-31T01:00:00+03:00", "2024-05-30T21:30:00Z");
  }

  @Test
  void weeksBelongToTheIsoYear() {
    var kept =
        reasons(
            "--keep-weekly 5",
            "2021-01-04T00:00:00Z",
            "2021-01-03T00:00:00Z",
            "2020-12-28T00:00:00Z",
            "2020-12-27T00:00:00Z",
            "2020-12-21T00:00:00Z");

    assertThat(kept.keySet())
        .containsExactlyInAnyOrder(
            "2021-01-04T00:00:00Z",
            "2021-01-03T00:00:00Z",
            "2020-12-27T00:00:00Z",
            "2020-12-21T00:00:00Z");
    assertThat(kept.get("2020-12-21T00:00:00Z")).containsExactly("oldest weekly snapshot");
  }

  @Test
  void withinLooksBackFromTheNewestThatIsNotInTheFuture() {
    var kept =
        reasons(
            "--keep-within 1d",
            "2025-01-01T00:00:00Z",
            "2024-05-31T10:00:00Z",
            "2024-05-30T10:00:01Z",
            "2024-05-30T10:00:00Z");

    assertThat(kept.keySet())
        .containsExactlyInAnyOrder(
            "2025-01-01T00:00:00Z", "2024-05-31T10:00:00Z", "2024-05-30T10:00:01Z");
  }

  @Test
  void whenAllAreInTheFutureAllAreWithin() {
    assertThat(reasons("--keep-within 1h", "2025-01-01T00:00:00Z", "2025-01-09T00:00:00Z"))
        .hasSize(2);
  }

  @Test
  void namesEveryRuleThatKeepsASnapshot() {
    var plan =
        plan(
            "--keep-tag a,b --keep-tag c --keep-within 1h --keep-last 1 --keep-yearly unlimited"
                + " --keep-within-hourly 2d",
            List.of(Snapshots.at("2024-05-31T10:00:00Z", "a", "b", "c")));

    assertThat(plan.groups().getFirst().reasons().getFirst().matches())
        .containsExactly(
            "has tags [a, b]",
            "has tags [c]",
            "within 1h",
            "last snapshot",
            "yearly snapshot",
            "hourly within 2d");
  }

  @Test
  void refusesToEmptyAGroup() {
    var snapshots =
        List.of(
            Snapshots.at("2024-05-31T10:00:00Z", "h1", List.of("/a", "/b"), "keep"),
            Snapshots.at("2024-05-31T10:00:00Z", "h2", List.of("/d")));

    assertThatThrownBy(() -> plan("--keep-tag keep", snapshots))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("refusing to delete last snapshot of snapshot group \"host h2, path [/d]\"");
  }

  @Test
  void anEmptyPolicyRemovesAll() {
    var snapshots =
        List.of(Snapshots.at("2024-05-31T10:00:00Z"), Snapshots.at("2024-05-30T10:00:00Z"));

    var plan = ForgetPlan.of(snapshots, ForgetPolicy.EMPTY, GroupBy.HOST_AND_PATHS, NOW);

    assertThat(plan.removed()).containsExactlyElementsOf(snapshots);
  }

  private static Map<String, List<String>> reasons(String flags, String... times) {
    var snapshots = List.of(times).stream().map(Snapshots::at).toList();
    return plan(flags, snapshots).groups().getFirst().reasons().stream()
        .collect(
            Collectors.toMap(
                reason -> reason.stored().snapshot().time().toString(),
                ForgetPlan.Reason::matches));
  }

  private static ForgetPlan plan(String flags, List<StoredSnapshot> snapshots) {
    return ForgetPlan.of(snapshots, Policies.of(flags), GroupBy.HOST_AND_PATHS, NOW);
  }
}
