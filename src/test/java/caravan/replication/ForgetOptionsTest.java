package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Retain;
import org.junit.jupiter.api.Test;

class ForgetOptionsTest {
  @Test
  void isEveryRuleInOrder() {
    var retain = new Retain(24, 7, 5, 6, 0, "10d", "3");

    assertThat(ForgetOptions.of(retain))
        .isEqualTo(
            " --keep-hourly 24 --keep-daily 7 --keep-weekly 5 --keep-monthly 6 --keep-yearly 0"
                + " --keep-within 10d --keep-last 3");
  }

  @Test
  void keepsOneSnapshotWithoutRules() {
    var empty = new Retain(null, null, null, null, null, null, null);

    assertThat(ForgetOptions.of(null)).isEqualTo("--keep-last 1");
    assertThat(ForgetOptions.of(empty)).isEqualTo("--keep-last 1");
  }

  @Test
  void keepsAllInAnAttemptThatIsMadeAgainAndMayFailAfterItsBackup() {
    var first = Samples.sourceWith("retain: {last: '3'}");
    var failed =
        first
            .status()
            .edit()
            .run(first.status().run().edit().failed(Samples.CREATED).build())
            .build();
    var again = first.withStatus(failed);
    var plain = Run.of(false, false, false);

    assertThat(ForgetOptions.of(first, Run.of(true, true, false))).isEqualTo(" --keep-last 3");
    assertThat(ForgetOptions.of(again, plain)).isEqualTo(" --keep-last 3");
    assertThat(ForgetOptions.of(again, Run.of(true, false, false)))
        .isEqualTo("--keep-last unlimited");
    assertThat(ForgetOptions.of(again, Run.of(false, true, false)))
        .isEqualTo("--keep-last unlimited");
  }
}
