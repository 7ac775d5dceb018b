package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.SnapshotMissing;
import caravan.restic.snapshot.Snapshots;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectSnapshotTest {
  private static final List<StoredSnapshot> DAYS =
      IntStream.rangeClosed(1, 3)
          .mapToObj(day -> Snapshots.at("2026-03-0%dT10:00:00Z".formatted(day)))
          .toList();
  private static final StoredSnapshot ELSEWHERE =
      Snapshots.at("2026-03-04T10:00:00Z", "host", List.of("/home"));

  @ParameterizedTest
  @CsvSource({
    "'', '', 2",
    "latest, '', 2",
    "'', 2026-03-02T10:00:00Z, 1",
    "'', 2026-03-02T10:30:00+01:00, 0"
  })
  void takesTheNewestOfAVolumeThatIsNotLater(String snapshot, String asOf, int expected) {
    var chosen =
        choose(
            List.of(DAYS.get(0), DAYS.get(1), DAYS.get(2), ELSEWHERE),
            Map.of("CARAVAN_SNAPSHOT", snapshot, "RESTORE_AS_OF", asOf));

    assertThat(chosen).isEqualTo(DAYS.get(expected));
  }

  @Test
  void takesTheOneThatIsNamedWhateverItsPathAndWhateverThereIsToPassOver() {
    var all = List.of(DAYS.get(0), DAYS.get(1), ELSEWHERE);

    for (int length : new int[] {12, 64}) {
      var name = ELSEWHERE.id().toString().substring(0, length);
      assertThat(choose(all, Map.of("CARAVAN_SNAPSHOT", name, "SELECT_PREVIOUS", "1")))
          .isEqualTo(ELSEWHERE);
    }
  }

  @Test
  void neverTakesAnotherForTheOneThatIsNamed() {
    var name = DAYS.get(2).id().toString();

    assertThatThrownBy(() -> choose(DAYS.subList(0, 2), Map.of("CARAVAN_SNAPSHOT", name)))
        .isInstanceOf(SnapshotMissing.class)
        .hasMessageStartingWith("there is no snapshot " + name + " among the 2 in the repository");
  }

  @Test
  void asksForMoreOfAnIdThatFitsSeveral() {
    var many =
        IntStream.range(0, 17)
            .mapToObj(i -> Snapshots.at("2026-03-01T10:00:00Z", "h" + i))
            .toList();
    var name = twiceUsedDigit(many);

    assertThatThrownBy(() -> choose(many, Map.of("CARAVAN_SNAPSHOT", name)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("snapshot " + name + " is the beginning of ")
        .hasMessageContaining("write more of it");
  }

  /** Of 17 ids two begin with the same of 16 digits. */
  private static String twiceUsedDigit(List<StoredSnapshot> snapshots) {
    var seen = new HashMap<String, Integer>();
    for (var stored : snapshots) {
      seen.merge(stored.id().toString().substring(0, 1), 1, Integer::sum);
    }
    return seen.entrySet().stream()
        .filter(it -> it.getValue() > 1)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  @Test
  void takesNoneWhereNoneIsEligible() {
    assertThat(choose(DAYS, Map.of("SELECT_PREVIOUS", "3"))).isNull();
    assertThat(choose(List.of(ELSEWHERE), Map.of("CARAVAN_ON_MISSING_SNAPSHOT", "Continue")))
        .isNull();
  }

  @Test
  void failsWhereOneIsNeededAndSaysWhatThereIs() {
    var needed = "CARAVAN_ON_MISSING_SNAPSHOT";

    assertThatThrownBy(
            () ->
                choose(
                    DAYS,
                    Map.of(
                        needed,
                        "Fail",
                        "SELECT_PREVIOUS",
                        "2",
                        "RESTORE_AS_OF",
                        "2026-03-02T23:00:00Z")))
        .isInstanceOf(SnapshotMissing.class)
        .hasMessage(
            "no snapshot to restore: of 3 in the repository 2 are a volume's and not later than"
                + " restoreAsOf 2026-03-02T23:00:00Z, and previous passes over 2; ask for another,"
                + " or write onMissingSnapshot: Continue");
    assertThatThrownBy(() -> choose(List.of(ELSEWHERE), Map.of(needed, "Fail")))
        .hasMessageContaining("of 1 in the repository 0 are a volume's;");
    assertThat(choose(DAYS, Map.of(needed, "Fail"))).isEqualTo(DAYS.get(2));
  }

  private static StoredSnapshot choose(List<StoredSnapshot> all, Map<String, String> variables) {
    var environment =
        new HashMap<>(
            Map.of("RESTIC_REPOSITORY", "/repo", "RESTIC_PASSWORD", "geheim", "DATA_DIR", "/data"));
    environment.putAll(variables);
    return SelectSnapshot.choose(all, MoverEnvironment.from(environment));
  }
}
