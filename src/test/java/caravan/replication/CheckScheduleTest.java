package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ReplicationSource;
import caravan.api.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a source's repository is checked, and what is remembered of it. */
class CheckScheduleTest {
  private static final Instant CREATED = Samples.CREATED;

  @ParameterizedTest
  @ValueSource(strings = {"", "checkIntervalDays: 0", "readDataSubset: 5%"})
  void neverComesWithoutAnInterval(String restic) {
    assertThat(isDue(Samples.sourceWith(restic), Duration.ofDays(1000))).isFalse();
  }

  @Test
  void countsFromTheCreationUntilThereWasACheck() {
    var source = Samples.sourceWith("checkIntervalDays: 7");

    assertThat(isDue(source, Duration.ofDays(7))).isFalse();
    assertThat(isDue(source, Duration.ofDays(7).plusSeconds(1))).isTrue();
  }

  @Test
  void countsFromTheLastCheckAfterwards() {
    var source = checkedAt(CREATED.plus(Duration.ofDays(10)));

    assertThat(isDue(source, Duration.ofDays(17))).isFalse();
    assertThat(isDue(source, Duration.ofDays(17).plusSeconds(1))).isTrue();
  }

  @Test
  void isDecidedAtTheStartOfARun() {
    var source = Samples.sourceWith("checkIntervalDays: 7, pruneIntervalDays: 30");

    var early = synchronization(Duration.ofDays(6)).admit(pass(source, Duration.ofDays(6)));
    var due = synchronization(Duration.ofDays(8)).admit(pass(source, Duration.ofDays(8)));

    assertThat(early.run().check()).isFalse();
    assertThat(due.run().check()).isTrue();
    assertThat(due.run().prune()).isFalse();
    assertThat(due.withVolume("app").withCache("cache").attempting().run().check()).isTrue();
  }

  @Test
  void isRememberedOfTheRunThatChecked() {
    var day = Duration.ofDays(8);

    var done = completed(Samples.sourceWith("checkIntervalDays: 7"), day, true);

    assertThat(done.status().run().lastChecked()).isEqualTo(CREATED.plus(day));
  }

  @Test
  void isNotForgottenByRunsThatCheckNothingNorByThoseThatFail() {
    var last = CREATED.plus(Duration.ofDays(1));
    var day = Duration.ofDays(2);

    var done = completed(checkedAt(last), day, false);
    var failed =
        synchronization(day)
            .conclude(
                pass(checkedAt(last), day).attempting().with(new Progress.Failed("full", "")));

    assertThat(done.status().run().lastChecked()).isEqualTo(last);
    assertThat(failed.status().run().lastChecked()).isEqualTo(last);
  }

  private static ReplicationSource checkedAt(Instant last) {
    var source = Samples.sourceWith("checkIntervalDays: 7");
    var run = RunStatus.EMPTY.edit().checked(last).build();
    return source.withStatus(source.status().edit().run(run).build());
  }

  private static boolean isDue(ReplicationSource source, Duration age) {
    return CheckSchedule.isDue(source, CREATED.plus(age));
  }

  private static Reconciliation completed(ReplicationSource source, Duration age, boolean checked) {
    var synchronization = synchronization(age);
    var started = synchronization.settle(pass(source, age));
    return synchronization.complete(started.withOutcome(Samples.outcome(false, checked)));
  }

  private static Reconciliation pass(ReplicationSource source, Duration age) {
    return Reconciliation.of(source, CREATED.plus(age));
  }

  private static Synchronization synchronization(Duration age) {
    return new Synchronization(Clock.fixed(CREATED.plus(age), ZoneOffset.UTC), new Samples.Told());
  }
}
