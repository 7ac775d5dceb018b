package caravan.replication;

import static caravan.replication.Samples.HOURLY;
import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Condition;
import caravan.api.ConditionReasons;
import caravan.api.ImageReference;
import caravan.api.MoverStatus;
import caravan.api.Replication;
import caravan.api.ResticStatus;
import caravan.api.Trigger;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation.Nudge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SynchronizationTest {
  private static final Trigger ONCE = Trigger.ofManual("once");

  private Instant now = Instant.parse("2026-03-01T10:20:30.400Z");
  private final Samples.Told told = new Samples.Told();
  private final Synchronization synchronization = new Synchronization(new TestClock(), told);

  @Test
  void startsTheFirstRunAtOnceWhateverTheSchedule() {
    var started = synchronization.settle(pass(Samples.source(Trigger.ofSchedule("0 0 1 1 *"))));

    assertThat(synchronization.state(started)).isEqualTo("synchronizing");
    assertThat(started.status().lastSyncStartTime())
        .isEqualTo(Instant.parse("2026-03-01T10:20:30Z"));
    assertThat(condition(started))
        .extracting(Condition::status, Condition::reason)
        .containsExactly("True", ConditionReasons.SYNC_IN_PROGRESS);
  }

  @Test
  void writesWhatARunCameTo() {
    var started = synchronization.settle(pass(Samples.source(HOURLY)));
    later(Duration.ofMillis(93_149));

    var done = completed(started.object(), false);

    var status = done.status();
    assertThat(status.lastSyncTime()).isEqualTo(Instant.parse("2026-03-01T10:22:03Z"));
    assertThat(status.lastSyncStartTime()).isNull();
    assertThat(status.lastSyncDuration()).isEqualTo("1m33.549s");
    assertThat(status.nextSyncTime()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
    assertThat(status.latestMoverStatus())
        .isEqualTo(new MoverStatus("Successful", "snapshot 1234abcd saved"));
    assertThat(status.run().lastSnapshot()).isEqualTo("1234abcd");
    assertThat(condition(done).reason()).isEqualTo(ConditionReasons.CLEANING_UP);
    assertThat(told.lines).containsExactly("completed app in 1m33.549s");
    assertThat(told.outOfSync).isFalse();
  }

  @Test
  void waitsForTheNextSlotAndNoLonger() {
    var done = ran(Samples.source(HOURLY));

    var idle = synchronization.settle(pass(done));
    later(Duration.ofMinutes(40));
    var due = synchronization.settle(pass(idle.object()));

    assertThat(condition(idle))
        .extracting(Condition::status, Condition::reason, Condition::message)
        .containsExactly(
            "False",
            ConditionReasons.WAITING_FOR_SCHEDULE,
            "Waiting for next scheduled synchronization");
    assertThat(SyncState.of(idle.object())).isEqualTo(SyncState.CLEANING_UP);
    assertThat(SyncState.of(due.object())).isEqualTo(SyncState.SYNCHRONIZING);
  }

  @Test
  void catchesUpOnceAfterManyMissedSlots() {
    var done = ran(Samples.source(HOURLY));
    later(Duration.ofDays(3));
    var concluded = synchronization.conclude(pass(done));
    boolean outOfSyncBefore = told.outOfSync;

    var caughtUp = ran(concluded.object());
    var idle = synchronization.settle(pass(caughtUp));

    assertThat(outOfSyncBefore).isTrue();
    assertThat(told.lines).filteredOn(line -> line.startsWith("missed")).hasSize(1);
    assertThat(told.outOfSync).isFalse();
    assertThat(SyncState.of(idle.object())).isEqualTo(SyncState.CLEANING_UP);
    assertThat(idle.status().nextSyncTime()).isEqualTo(Instant.parse("2026-03-04T11:00:00Z"));
  }

  @Test
  void servesEachManualValueOnceAndLetsItWinOverTheSchedule() {
    var source = Samples.source(new Trigger("0 * * * *", "once", null, null, null));

    var done = ran(source);
    later(Duration.ofDays(1));
    var idle = synchronization.settle(pass(done));

    assertThat(idle.status().lastManualSync()).isEqualTo("once");
    assertThat(idle.status().nextSyncTime()).isNull();
    assertThat(condition(idle).reason()).isEqualTo(ConditionReasons.WAITING_FOR_MANUAL);
    assertThat(condition(idle).message()).isEqualTo("Waiting for manual trigger");
  }

  @Test
  void startsAgainAtOnceWithoutATrigger() {
    var done = ran(Samples.source(Trigger.NONE));

    var again = synchronization.settle(pass(done));

    assertThat(SyncState.of(again.object())).isEqualTo(SyncState.SYNCHRONIZING);
  }

  @Test
  void startsNothingWhilePausedAndLetsAnInterruptedRunWait() {
    var paused = Samples.source(HOURLY, true, Samples.restic("Direct", null, null, null));

    var idle = synchronization.settle(pass(paused));
    var running = synchronization.settle(pass(Samples.source(HOURLY)));
    var held = synchronization.admit(pass(paused.withStatus(running.status())));

    assertThat(SyncState.of(idle.object())).isEqualTo(SyncState.INITIAL);
    assertThat(condition(idle).message()).startsWith("Paused; no run starts until");
    assertThat(held.progress()).isInstanceOf(Waiting.class);
  }

  @Test
  void triesAFailedRunAgainAfterAGrowingDelay() {
    var started = synchronization.settle(pass(Samples.source(ONCE)));
    var failure = new Failed("wrong password for /repo", "check RESTIC_PASSWORD");

    var failed = synchronization.conclude(pass(started.object()).attempting().with(failure));
    var early = synchronization.admit(pass(failed.object()));
    later(Duration.ofSeconds(10));
    var second = synchronization.admit(pass(failed.object()));
    var failedAgain = synchronization.conclude(second.attempting().with(failure));

    assertThat(condition(failed).message())
        .isEqualTo("wrong password for /repo; check RESTIC_PASSWORD");
    assertThat(failed.status().latestMoverStatus().result()).isEqualTo("Failed");
    assertThat(early.progress()).isInstanceOf(Waiting.class);
    assertThat(second.isReady()).isTrue();
    assertThat(failedAgain.status().run().failures()).isEqualTo(2);
    assertThat(failedAgain.status().run().nextAttemptTime())
        .isEqualTo(Instant.parse("2026-03-01T10:21:00Z"));
  }

  @Test
  void triesAgainAtTheNextSlotAtTheLatest() {
    now = Instant.parse("2026-03-01T10:59:55Z");
    var started = synchronization.settle(pass(Samples.source(HOURLY)));

    var failed =
        synchronization.conclude(pass(started.object()).attempting().with(new Failed("full", "")));

    assertThat(failed.status().run().nextAttemptTime())
        .isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
  }

  @Test
  void doesNotWaitForItsBackOffWhenSomethingWasChanged() {
    var started = synchronization.settle(pass(Samples.source(HOURLY)));
    var failed =
        synchronization.conclude(pass(started.object()).attempting().with(new Failed("full", "")));

    var retried = synchronization.admit(pass(failed.object()).nudged(Nudge.RETRY));

    assertThat(retried.isReady()).isTrue();
  }

  @Test
  void aGoodRunEndsTheFailures() {
    var started = synchronization.settle(pass(Samples.source(HOURLY)));
    var failed =
        synchronization.conclude(pass(started.object()).attempting().with(new Failed("full", "")));

    var done = completed(failed.object(), false);

    assertThat(done.status().run().failures()).isZero();
    assertThat(done.status().run().nextAttemptTime()).isNull();
  }

  @Test
  void somethingWrongWithTheObjectIsNoFailedAttempt() {
    var source = Samples.source(Trigger.ofSchedule("61 * * * *"));

    var concluded = synchronization.conclude(synchronization.validate(pass(source)));

    assertThat(condition(concluded).reason()).isEqualTo(ConditionReasons.ERROR);
    assertThat(condition(concluded).message()).contains("minute \"61\" is outside");
    assertThat(concluded.status().run().failures()).isZero();
    assertThat(told.outOfSync).isTrue();
  }

  @Test
  void decidesAtTheStartOfARunWhetherItPrunes() {
    var weekly = Samples.source(ONCE);
    var always = Samples.source(ONCE, false, Samples.restic("Direct", null, 0, null));

    later(Duration.ofDays(6));
    var early = synchronization.admit(pass(weekly));
    var everyRun = synchronization.admit(pass(always));
    later(Duration.ofDays(2));
    var due = synchronization.admit(pass(weekly));

    assertThat(early.run().prune()).isFalse();
    assertThat(everyRun.run().prune()).isTrue();
    assertThat(due.run().prune()).isTrue();
  }

  @Test
  void remembersAPruneOnlyOfTheRunThatPruned() {
    var started = synchronization.settle(pass(Samples.source(HOURLY)));

    var plain = completed(started.object(), false);
    var pruned = completed(started.object(), true);

    assertThat(plain.status().restic().lastPruned()).isNull();
    assertThat(pruned.status().restic().lastPruned()).isEqualTo(pruned.status().lastSyncTime());
  }

  @Test
  void unlocksOnceForEachNewValue() {
    var restic = Samples.restic("Direct", null, null, "u1");
    var source = Samples.source(ONCE, false, restic);
    var served = source.status().edit().restic(new ResticStatus(null, "u1")).build();

    var first = synchronization.admit(pass(source));
    var second = synchronization.admit(pass(source.withStatus(served)));

    assertThat(first.run().unlock()).isTrue();
    assertThat(second.run().unlock()).isFalse();
  }

  @Test
  void restoresAgainWhenAClaimAsksForANewerImage() {
    var done = ran(Samples.destination(ONCE));

    var idle = synchronization.settle(pass(done));
    var demanded = synchronization.settle(pass(done).nudged(Nudge.DEMAND));

    assertThat(SyncState.of(idle.object())).isEqualTo(SyncState.CLEANING_UP);
    assertThat(SyncState.of(demanded.object())).isEqualTo(SyncState.SYNCHRONIZING);
  }

  @Test
  void keepsTheImageUntilThereIsANewerOne() {
    var image = ImageReference.snapshot("volsync-app-dst-dest-20260301102030");
    var started = synchronization.settle(pass(Samples.destination(ONCE)));

    var done =
        synchronization.complete(
            pass(started.object()).withOutcome(Samples.outcome(false)).withImage(image));
    var failed = synchronization.conclude(done.attempting().with(new Failed("full", "")));

    assertThat(done.status().latestImage()).isEqualTo(image);
    assertThat(failed.status().latestImage()).isEqualTo(image);
  }

  @Test
  void saysWhatItWaitsForAndSinceWhen() {
    var started = synchronization.settle(pass(Samples.source(HOURLY)));
    later(Duration.ofMinutes(1));

    var waiting =
        synchronization.conclude(
            pass(started.object()).with(new Waiting("the repository is in use", null)));

    assertThat(condition(waiting).message()).isEqualTo("Waiting: the repository is in use");
    assertThat(condition(waiting).lastTransitionTime())
        .isEqualTo(condition(started).lastTransitionTime());
  }

  @Test
  void readsSchedulesInTheZoneOfTheClock() {
    var source = Samples.source(Trigger.ofSchedule("0 12 * * *"));
    var berlin = new Synchronization(Clock.fixed(now, ZoneId.of("Europe/Berlin")), told);

    var done = berlin.complete(berlin.settle(pass(source)).withOutcome(Samples.outcome(false)));

    assertThat(done.status().nextSyncTime()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
  }

  private Reconciliation pass(Replication object) {
    return Reconciliation.of(object, now);
  }

  private Reconciliation completed(Replication object, boolean pruned) {
    var done = synchronization.complete(pass(object).withOutcome(Samples.outcome(pruned)));
    return synchronization.conclude(done);
  }

  /** The object after one good run that took no time. */
  private Replication ran(Replication object) {
    var started = synchronization.settle(pass(object));
    return completed(started.object(), false).object();
  }

  private static Condition condition(Reconciliation pass) {
    return pass.status().conditions().getFirst();
  }

  private void later(Duration duration) {
    now = now.plus(duration);
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
