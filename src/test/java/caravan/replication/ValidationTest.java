package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Replication;
import caravan.api.Retain;
import caravan.api.Trigger;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void namesAZoneOrAJitterThatIsNone() {
    assertThat(fault(Samples.source(new Trigger("0 1 * * *", null, "Berlin", null, null))))
        .contains("spec.trigger: ", "time zone \"Berlin\"", "Europe/Berlin");
    assertThat(fault(Samples.source(new Trigger("0 1 * * *", null, null, "often", null))))
        .contains("spec.trigger: jitter \"often\"");
  }

  @Test
  void findsNothingWrongWithGoodObjects() {
    assertThat(validation().fault(Samples.source(Samples.HOURLY), NOW)).isEmpty();
    assertThat(validation().fault(Samples.destination(Trigger.NONE), NOW)).isEmpty();
  }

  @Test
  void namesAScheduleThatCannotBeKept() {
    assertThat(fault(Samples.source(Trigger.ofSchedule("0 25 * * *"))))
        .startsWith("spec.trigger: schedule \"0 25 * * *\": hour \"25\" is outside");
    assertThat(fault(Samples.source(Trigger.ofSchedule("0 0 30 2 *"))))
        .isEqualTo("spec.trigger: schedule \"0 0 30 2 *\" never comes; name a day that exists");
  }

  @Test
  void doesNotLookAtAScheduleBehindAManualValue() {
    var source = Samples.source(new Trigger("nonsense", "now", null, null, null));

    assertThat(validation().fault(source, NOW)).isEmpty();
  }

  @Test
  void asksForAMethodAndForNoMoreThanOne() {
    assertThat(fault(Samples.source(Trigger.NONE, false, null)))
        .startsWith("a replication method must be specified");
  }

  @Test
  void namesTheFieldThatIsWrong() {
    var last = new Retain(null, null, null, null, null, null, "three");
    var within = new Retain(null, null, null, null, null, "ten days", null);

    assertThat(fault(Samples.source(null, false, Samples.restic(null, null, null, null))))
        .isEqualTo("spec.restic.copyMethod is missing; write one of Clone, Direct, None, Snapshot");
    assertThat(fault(Samples.source(null, false, Samples.restic("Copy", null, null, null))))
        .contains("copyMethod \"Copy\" is not supported");
    assertThat(fault(Samples.source(null, false, Samples.restic("None", last, null, null))))
        .contains("retain.last \"three\" is no number");
    assertThat(fault(Samples.source(null, false, Samples.restic("None", within, null, null))))
        .contains("retain.within \"ten days\" is no duration");
  }

  @Test
  void checksADestinationBeforeAnythingIsRestored() {
    var size = new Quantity("1Gi");

    assertThat(fault(Samples.destination(null, Samples.restic("Clone", null, size))))
        .contains("copyMethod \"Clone\" is not supported");
    assertThat(fault(Samples.destination(null, Samples.restic("Direct", "yesterday", size))))
        .contains("restoreAsOf \"yesterday\" is no time; write it like 2026-01-31T12:00:00Z");
    assertThat(fault(Samples.destination(null, Samples.restic("Direct", null, null))))
        .contains("capacity must be provided when destinationPVC is not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshot: latest",
        "snapshot: 7adbb7f1, onMissingSnapshot: Fail",
        "snapshot: 7adbb7f1, restoreAsOf: ''",
        "previous: 2, restoreAsOf: '2026-01-31T12:00:00Z', onMissingSnapshot: Continue"
      })
  void takesWhatChoosesASnapshot(String restic) {
    assertThat(validation().fault(Samples.destinationWith(restic), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "snapshot: newest | spec.restic.snapshot \"newest\" is no snapshot's id; write it like",
        "snapshot: '' | spec.restic.snapshot \"\" is no snapshot's id",
        "snapshot: 7adb, previous: 0 | spec.restic.snapshot names the one to restore",
        "snapshot: latest, restoreAsOf: '2026-01-31T12:00:00Z' | remove previous and restoreAsOf",
        "onMissingSnapshot: Stop | onMissingSnapshot \"Stop\" is not known; write Continue or Fail"
      })
  void namesWhatChoosesNoSnapshot(String restic, String message) {
    assertThat(fault(Samples.destinationWith(restic))).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5%", "2.5%", "1/10", "500M", "2g", "1048576", "all"})
  void takesEveryWayToNameAPartOfARepository(String part) {
    var source = Samples.sourceWith("checkIntervalDays: 30, readDataSubset: '" + part + "'");

    assertThat(validation().fault(source, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "some", "5 %", "1/", "1/1000", "-1M", "10MB"})
  void namesWhatIsNoPartOfARepository(String part) {
    assertThat(fault(Samples.sourceWith("readDataSubset: '" + part + "'")))
        .isEqualTo(
            "spec.restic.readDataSubset \"%s\" is no part of a repository; write a share like 5%%, one of so many parts like 1/10, a size like 500M, or all"
                .formatted(part));
  }

  @Test
  void takesNoNegativeDaysBetweenChecks() {
    assertThat(fault(Samples.sourceWith("checkIntervalDays: -1")))
        .isEqualTo("spec.restic.checkIntervalDays is negative; write 0 for no checks");
  }

  private static String fault(Replication object) {
    return validation().fault(object, NOW).orElseThrow().message();
  }

  private static Validation validation() {
    return new Validation(ZoneOffset.UTC);
  }
}
