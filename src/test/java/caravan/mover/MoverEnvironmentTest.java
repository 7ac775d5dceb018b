package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoverEnvironmentTest {
  private static Map<String, String> variables() {
    return new HashMap<>(
        Map.of("RESTIC_REPOSITORY", "/repo", "RESTIC_PASSWORD", "geheim", "DATA_DIR", "/data"));
  }

  @Test
  void namesAPatternThatIsNone() {
    assertThatThrownBy(() -> Exclusion.from(Map.of("CARAVAN_EXCLUDE", "*.tmp\n[a-")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("exclude patterns: ")
        .hasMessageContaining("[a-");
  }

  @Test
  void keepsOneSnapshotWhenNothingIsSaid() {
    var environment = MoverEnvironment.from(variables());

    assertThat(environment.forget().last()).isEqualTo(1);
    assertThat(environment.selectPrevious()).isZero();
    assertThat(environment.restoreAsOf()).isNull();
    assertThat(environment.snapshot()).isNull();
    assertThat(environment.needsSnapshot()).isFalse();
    assertThat(environment.deletes()).isFalse();
  }

  @Test
  void readsTheForgetOptionsAsVolSyncWritesThem() {
    var variables = variables();
    variables.put("FORGET_OPTIONS", " --keep-hourly 24 --keep-daily 7 --keep-weekly 5");

    var policy = MoverEnvironment.from(variables).forget();

    assertThat(policy.hourly()).isEqualTo(24);
    assertThat(policy.daily()).isEqualTo(7);
    assertThat(policy.weekly()).isEqualTo(5);
    assertThat(policy.last()).isZero();
  }

  @Test
  void handsVolSyncsAuthoritiesToTheStore() {
    var variables = variables();
    variables.put("CUSTOM_CA", "/customCA/ca.crt");

    assertThat(MoverEnvironment.from(variables).store())
        .containsEntry("RESTIC_CACERT", "/customCA/ca.crt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESTIC_REPOSITORY", "RESTIC_PASSWORD", "DATA_DIR"})
  void namesTheVariableThatIsMissing(String name) {
    var variables = variables();
    variables.remove(name);

    assertThatThrownBy(() -> MoverEnvironment.from(variables))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(name);
  }

  @ParameterizedTest
  @CsvSource({
    "RESTORE_AS_OF, yesterday",
    "SELECT_PREVIOUS, -1",
    "FORGET_OPTIONS, --keep-last",
    "FORGET_OPTIONS, --prune 1",
    "CARAVAN_CLEAR_LOCKS, all",
    "CARAVAN_READ_DATA, some",
    "CARAVAN_READ_DATA, 3/2",
    "CARAVAN_READ_DATA, 0%",
    "CARAVAN_SNAPSHOT, newest",
    "CARAVAN_SNAPSHOT, 7ADBB7F1",
    "CARAVAN_ON_MISSING_SNAPSHOT, Stop",
    "RESTIC_COMPRESSION, hard"
  })
  void namesTheVariableItDoesNotUnderstand(String name, String value) {
    var variables = variables();
    variables.put(name, value);

    assertThatThrownBy(() -> MoverEnvironment.from(variables))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(name);
  }

  @Test
  void neverPrintsASecret() {
    assertThat(MoverEnvironment.from(variables())).asString().doesNotContain("geheim");
  }
}
