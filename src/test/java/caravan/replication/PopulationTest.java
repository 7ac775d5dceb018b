package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ApiGroup;
import caravan.api.ImageReference;
import caravan.api.PersistentVolumeClaim;
import caravan.api.PersistentVolumeClaim.DataSource;
import caravan.api.ReplicationDestination;
import caravan.api.Trigger;
import caravan.replication.Progress.Waiting;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private static final Instant RESTORED = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void fillsAVolumeThatNeverWasFromAnyImage() {
    var decided = Population.of(claim(), restored(), false, null).decide();

    assertThat(decided.isReady()).isTrue();
    assertThat(decided.isDemanding()).isFalse();
  }

  @Test
  void neverTouchesAVolumeThatIsThere() {
    var decided = Population.of(claim(), restored(), true, null).decide();

    assertThat(decided.isReady()).isFalse();
    assertThat(decided.isDemanding()).isFalse();
  }

  @Test
  void waitsForTheDestinationAndItsImage() {
    var none = Population.of(claim(), null, false, null).decide();
    var failed =
        Conditions.error(
            Samples.destination(Trigger.NONE).status(), "wrong password for /repo", RESTORED);
    var broken =
        Population.of(claim(), Samples.destination(Trigger.NONE).withStatus(failed), false, null)
            .decide();

    assertThat(why(none)).isEqualTo("there is no ReplicationDestination app-dst; add it");
    assertThat(why(broken)).isEqualTo("app-dst has no image yet: wrong password for /repo");
    assertThat(broken.isReady()).isFalse();
  }

  @Test
  void asksForANewerImageThanWhatWasLost() {
    var older = Population.of(claim(), restored(), false, RESTORED.plusSeconds(60)).decide();
    var sameSecond = Population.of(claim(), restored(), false, RESTORED).decide();
    var newer = Population.of(claim(), restored(), false, RESTORED.minusSeconds(1)).decide();

    assertThat(older.isReady()).isFalse();
    assertThat(older.isDemanding()).isTrue();
    assertThat(why(older)).startsWith("app-dst is restoring an image newer than what was lost");
    assertThat(sameSecond.isDemanding()).isTrue();
    assertThat(newer.isReady()).isTrue();
  }

  private static String why(Population population) {
    return ((Waiting) population.progress()).why();
  }

  private static ReplicationDestination restored() {
    var destination = Samples.destination(Trigger.NONE);
    var status =
        destination
            .status()
            .edit()
            .lastSyncTime(RESTORED)
            .latestImage(ImageReference.snapshot("volsync-app-dst-dest-20260301100000"))
            .build();
    return destination.withStatus(status);
  }

  private static PersistentVolumeClaim claim() {
    var source =
        new DataSource(ApiGroup.VOLSYNC, ApiGroup.REPLICATION_DESTINATION, "app-dst", null);
    var spec =
        new PersistentVolumeClaim.Spec(null, null, null, null, null, null, null, null, source);
    return new PersistentVolumeClaim(
        "v1", ApiGroup.PERSISTENT_VOLUME_CLAIM, Samples.metadata("app"), spec, null);
  }
}
