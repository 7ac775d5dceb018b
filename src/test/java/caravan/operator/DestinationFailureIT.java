package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repositories;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restore that was not whole is never offered, and those that wait for it read why. */
@ExtendWith(OperatorExtension.class)
class DestinationFailureIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @Test
  void aRepositoryThatIsNotThereYetGivesAnEmptyVolume() {
    var restores = RestoreSite.empty(bench);
    restores.destination("dst", "once");

    restores.filledClaim("data", "dst");

    assertThat(restores.site().folder("data")).isEmptyDirectory();
    restores.awaitRestored("dst", "once");
    assertThat(restores.site().condition(Site.DESTINATION, "dst", "Healthy"))
        .isEqualTo("True/Succeeded");
    assertThat(restores.log("dst")).contains("No data will be restored");
  }

  @Test
  void aWrongPasswordIsToldOnTheClaimAndItsMendingFillsIt() {
    var restores = RestoreSite.of(bench, "kept");
    password(restores, "wrong");
    restores.destination("dst", "once");
    restores.filledClaim("data", "dst");

    restores.awaitTrouble("dst", "WrongPassword");
    restores.awaitNote("data", "set RESTIC_PASSWORD in the Secret repo");
    assertNothingWasOffered(restores);

    password(restores, Site.PASSWORD);
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aServerThatIsNotThereIsToldOnTheClaim() {
    var restores = RestoreSite.empty(bench);
    repository(restores, "rest:http://127.0.0.1:1/");
    restores.destination("dst", "once");
    restores.filledClaim("data", "dst");

    restores.awaitTrouble("dst", "RepositoryNotServed");
    restores.awaitNote("data", "the Secret repo");
    assertNothingWasOffered(restores);
  }

  @Test
  void aMissingSecretIsToldOnTheClaimAndItsArrivalFillsIt() {
    var restores = RestoreSite.of(bench, "kept");
    var site = restores.site();
    var secret = site.client().secrets().inNamespace(site.namespace()).withName("repo").require();
    site.client().resource(secret).delete();
    restores.destination("dst", "once");
    restores.filledClaim("data", "dst");

    restores.awaitTrouble("dst", "SecretMissing");
    restores.awaitNote("data", "there is no Secret repo");
    assertNothingWasOffered(restores);

    password(restores, Site.PASSWORD);
    repository(restores, "/mnt/repo");
    restores.destination("dst", "twice");
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aLockedRepositoryIsToldOnTheClaimAndFillsItWhenItIsFree() {
    var restores = RestoreSite.of(bench, "kept");
    var repository = Repositories.open(restores.site().folder("repo"));

    try (var _ = repository.lock(LockMode.EXCLUSIVE, Duration.ZERO)) {
      restores.destination("dst", "once");
      restores.filledClaim("data", "dst");
      restores.awaitTrouble("dst", "RepositoryLocked");
      restores.awaitNote("data", "locked");
      assertNothingWasOffered(restores);
    }

    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aFailedRestoreLeavesTheLastImageAlone() {
    var restores = RestoreSite.of(bench, "kept");
    restores.destination("dst", "first");
    restores.awaitRestored("dst", "first");
    var image = restores.image("dst");
    restores.backUp("newer", "2026-02-01 10:00:00");

    password(restores, "wrong");
    restores.destination("dst", "second");
    restores.awaitTrouble("dst", "WrongPassword");

    assertThat(restores.image("dst")).isEqualTo(image);
    assertThat(restores.snapshots()).containsExactly(image);
    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aVolumeThatMayNotGrowSaysSoBeforeAnythingIsRestored() {
    var restores = RestoreSite.of(bench, "kept");
    restores.site().destination("dst", "first", direct("1Gi"));
    restores.awaitRestored("dst", "first");

    restores.site().destination("dst", "second", direct("2Gi"));

    restores.awaitTrouble("dst", "InvalidSpec: spec.restic.capacity");
    restores.site().destination("dst", "second", direct("1Gi"));
    restores.awaitRestored("dst", "second");
  }

  private static String[] direct(String capacity) {
    return new String[] {
      "copyMethod: Direct", "accessModes: [ReadWriteOnce]", "capacity: " + capacity
    };
  }

  private static void assertNothingWasOffered(RestoreSite restores) {
    assertThat(restores.image("dst")).isNull();
    assertThat(restores.snapshots()).isEmpty();
    assertThat(restores.prime("data")).isEmpty();
    assertThat(restores.site().claimNamed("data").orElseThrow().getStatus().getPhase())
        .isEqualTo("Pending");
  }

  private static void password(RestoreSite restores, String password) {
    set(restores, "RESTIC_PASSWORD", password);
  }

  private static void repository(RestoreSite restores, String address) {
    set(restores, "RESTIC_REPOSITORY", address);
  }

  private static void set(RestoreSite restores, String key, String value) {
    restores
        .site()
        .apply(
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: repo}
            stringData: {%s: %s}
            """
                .formatted(key, value));
  }
}
