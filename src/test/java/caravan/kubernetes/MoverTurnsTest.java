package caravan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import org.junit.jupiter.api.Test;

class MoverTurnsTest {
  private static final ObjectKey ONE = source("one");
  private static final ObjectKey TWO = source("two");
  private static final ObjectKey THREE = source("three");
  private static final ObjectKey RESTORE =
      new ObjectKey(ApiGroup.REPLICATION_DESTINATION, "app", "restore");

  private final MoverTurns turns = new MoverTurns(2);

  @Test
  void aRepositoryHasOneMoverAtATime() {
    assertThat(turns.take(ONE, "r1")).isEmpty();
    assertThat(turns.take(ONE, "r1")).isEmpty();

    assertThat(turns.take(TWO, "r1")).hasValueSatisfying(it -> assertThat(it).contains("one"));
    assertThat(turns.leave(ONE)).containsExactly(TWO);
    assertThat(turns.take(TWO, "r1")).isEmpty();
  }

  @Test
  void noMoreBackupsRunThanMayButARestoreIsNotCounted() {
    turns.take(ONE, "r1");
    turns.take(TWO, "r2");

    assertThat(turns.take(THREE, "r3")).isPresent();
    assertThat(turns.take(RESTORE, "r4")).isEmpty();
    assertThat(turns.leave(ONE)).containsExactly(THREE);
  }

  @Test
  void aRestoreGoesBeforeTheBackupsThatWaitForItsRepository() {
    turns.take(ONE, "r1");
    turns.take(TWO, "r1");
    turns.take(RESTORE, "r1");

    assertThat(turns.leave(ONE)).containsExactly(RESTORE);
    assertThat(turns.take(TWO, "r1")).hasValueSatisfying(it -> assertThat(it).contains("restore"));
    assertThat(turns.take(RESTORE, "r1")).isEmpty();
  }

  @Test
  void aMoverThatDoesNotStartKeepsItsRepositoryAndNobodysPlace() {
    turns.take(ONE, "r1");
    turns.take(TWO, "r2");
    turns.take(THREE, "r3");

    assertThat(turns.stuck(ONE)).containsExactly(THREE);
    assertThat(turns.take(THREE, "r3")).isEmpty();
    assertThat(turns.take(source("four"), "r1")).isPresent();
    turns.unstuck(ONE);
    assertThat(turns.take(source("five"), "r5")).isPresent();
  }

  @Test
  void whoGoesAwayWhileItWaitsIsForgotten() {
    turns.take(ONE, "r1");
    turns.take(TWO, "r1");

    assertThat(turns.leave(TWO)).isEmpty();
    assertThat(turns.leave(ONE)).isEmpty();
    assertThat(turns.waitingCount()).isZero();
    assertThat(turns.runningCount()).isZero();
  }

  private static ObjectKey source(String name) {
    return new ObjectKey(ApiGroup.REPLICATION_SOURCE, "app", name);
  }
}
