package caravan.restic.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.SnapshotFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgetPolicyTest {
  @Test
  void readsCounts() {
    assertThat(ForgetPolicy.parseCount("7")).isEqualTo(7);
    assertThat(ForgetPolicy.parseCount("unlimited")).isEqualTo(ForgetPolicy.UNLIMITED);
    assertThatThrownBy(() -> ForgetPolicy.parseCount("-1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("negative values not allowed, use 'unlimited' instead");
    assertThatThrownBy(() -> ForgetPolicy.parseCount("many")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void saysWhatItKeepsInResticsWords() {
    var policy =
        new ForgetPolicy(
            1,
            3,
            -1,
            2,
            1,
            1,
            Within.parse("1y2m3d4h"),
            Within.parse("3h"),
            Within.parse("2d"),
            Within.OFF,
            Within.OFF,
            Within.OFF,
            List.of(List.of("a", "b"), List.of("c")));

    assertThat(policy)
        .hasToString(
            "keep 1 latest, 3 hourly, all daily, 2 weekly, 1 monthly, 1 yearly snapshots, hourly"
                + " snapshots within 3h, daily snapshots within 2d and all snapshots with tags"
                + " [[a, b] [c]] and all snapshots within 1y2m3d4h of the newest");
    assertThat(ForgetPolicy.EMPTY).hasToString("remove");
  }

  @Test
  void refusesToForgetEverythingByAccident() {
    var filter = new SnapshotFilter(List.of("h"), List.of(), List.of());

    assertThatThrownBy(() -> ForgetPolicy.EMPTY.requireAllowed(false, filter))
        .hasMessage("no policy was specified, no snapshots will be removed");
    assertThatThrownBy(() -> ForgetPolicy.EMPTY.requireAllowed(true, SnapshotFilter.ALL))
        .hasMessage(
            "--unsafe-allow-remove-all is not allowed unless a snapshot filter option is specified");
    assertThatCode(() -> ForgetPolicy.EMPTY.requireAllowed(true, filter))
        .doesNotThrowAnyException();
  }
}
