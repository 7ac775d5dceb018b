package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.LargestPack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Scheduled checks of a repository, in local mode. */
class LocalChecksIT extends LocalModeFixture {
  private static final String SOURCE = LocalWorld.source("app", "hourly", "0 0 * * *");

  @Test
  void checksWhenItIsDueAndForgetsNothingWhileTheRepositoryIsDamaged() throws Exception {
    fillVolume();
    manifests();
    world.manifest(
        "app.yaml",
        SOURCE.replace(
            "{hourly: 24, daily: 7}",
            "{last: \"1\"}\n    checkIntervalDays: 2\n    readDataSubset: all"));

    world.run();
    var early = world.statusText("replicationsource", "app");
    world.later(Duration.ofDays(3));
    world.run();
    var checked = world.statusText("replicationsource", "app");
    LargestPack.damage(world.repository("hourly"));
    world.later(Duration.ofDays(1));
    world.run();
    var between = world.statusText("replicationsource", "app");
    world.later(Duration.ofDays(2));
    world.run();
    long afterTheFirstAttempt = world.snapshots("hourly");
    world.later(Duration.ofMinutes(1));
    world.run();

    assertThat(early).doesNotContain("lastChecked");
    assertThat(checked)
        .contains("lastChecked: \"2026-03-04T10:20:", "no errors were found", "Successful");
    assertThat(between).contains("lastChecked: \"2026-03-04T10:20:", "result: \"Successful\"");
    assertThat(error("app"))
        .contains("repository contains errors: ", "lastChecked: \"2026-03-04T10:20:")
        .contains("consecutiveFailures: 2");
    assertThat(afterTheFirstAttempt).isEqualTo(1);
    assertThat(world.snapshots("hourly")).isEqualTo(2);
  }

  @Test
  void namesAPartThatIsNoneLongBeforeACheckIsDue() throws Exception {
    fillVolume();
    manifests();
    world.manifest("app.yaml", SOURCE.replace("retain:", "readDataSubset: 3/2\n    retain:"));

    world.run();

    assertThat(error("app")).contains("message: \"CARAVAN_READ_DATA: --read-data-subset \\\"3/2");
  }
}
