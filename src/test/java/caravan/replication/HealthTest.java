package caravan.replication;

import static caravan.replication.Samples.HOURLY;
import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Condition;
import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.api.Trigger;
import caravan.replication.Progress.Again;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HealthTest {
  private Instant now = Instant.parse("2026-03-01T10:20:30Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Synchronization synchronization = new Synchronization(clock, new Samples.Told());

  @Test
  void nothingIsSaidToBeGoodBeforeTheFirstGoodRun() {
    var started = settled(Samples.source(HOURLY));

    assertThat(health(started)).isEqualTo("Unknown/Pending");
  }

  @Test
  void aGoodRunIsHealthyAndStaysSoUntilItIsOverdue() {
    var done = ran(Samples.source(HOURLY));
    now = now.plus(Duration.ofMinutes(50));
    var running = settled(done.object());
    now = now.plus(Duration.ofHours(1));
    var late = synchronization.conclude(pass(running.object()));

    assertThat(health(done)).isEqualTo("True/Succeeded");
    assertThat(health(running)).isEqualTo("True/Succeeded");
    assertThat(health(late)).isEqualTo("False/Overdue");
  }

  @Test
  void aFailureHasItsOwnReasonUntilTheNextGoodRun() {
    var started = settled(Samples.source(Trigger.ofManual("once")));
    var failure = new Failed("wrong password", "set it", "WrongPassword");

    var failed = synchronization.conclude(pass(started.object()).attempting().with(failure));
    now = now.plus(Duration.ofSeconds(1));
    var waiting = synchronization.conclude(synchronization.admit(pass(failed.object())));
    var mended = ran(waiting.object());

    assertThat(health(failed)).isEqualTo("False/WrongPassword");
    assertThat(condition(failed).message()).isEqualTo("wrong password; set it");
    assertThat(health(waiting)).isEqualTo("False/WrongPassword");
    assertThat(health(mended)).isEqualTo("True/Succeeded");
  }

  @Test
  void whatTakesTooLongIsSaidAndForgottenWhenItIsThere() {
    var done = ran(Samples.source(HOURLY));
    var stuck = new Waiting("no node takes it", null, HealthReasons.UNSCHEDULABLE);

    var waiting = synchronization.conclude(pass(done.object()).with(stuck));
    var goingOn = synchronization.conclude(pass(waiting.object()).with(new Waiting("soon", null)));

    assertThat(health(waiting)).isEqualTo("False/Unschedulable");
    assertThat(health(goingOn)).isEqualTo("True/Succeeded");
  }

  @Test
  void aVolumeThatLostNearlyEverythingIsNotHealthyThoughItsRunWentWell() {
    var started = settled(Samples.source(Trigger.ofManual("once")));
    var outcome =
        new Outcome(
            true,
            "",
            "5678",
            Outcome.Figures.NONE,
            false,
            false,
            "1234abcd" + "0".repeat(56),
            Outcome.Unreadable.NONE);

    var done =
        synchronization.conclude(
            synchronization.complete(pass(started.object()).withOutcome(outcome)));
    var next = ran(done.object().withStatus(settled(done.object()).status()));

    assertThat(health(done)).isEqualTo("False/SourceShrunk");
    assertThat(condition(done).message()).endsWith("caravan.backube/accept-shrunk=1234abcd");
    assertThat(done.status().lastSyncTime()).isEqualTo(now);
    assertThat(health(next)).isEqualTo("True/Succeeded");
  }

  @Test
  void aWrongSpecIsNoFailedAttempt() {
    var source = Samples.source(Trigger.ofSchedule("0 0 31 2 *"));

    var concluded = synchronization.conclude(synchronization.validate(pass(source)));

    assertThat(health(concluded)).isEqualTo("False/InvalidSpec");
    assertThat(concluded.status().run().failures()).isZero();
  }

  @Test
  void aPassThatIsMadeAgainSaysNothing() {
    var source = Samples.source(HOURLY);

    var concluded = synchronization.conclude(pass(source).with(new Again("conflict")));

    assertThat(concluded.isChanged()).isFalse();
  }

  @Test
  void theStatusIsAboutTheGenerationThatWasSeen() {
    var source = Samples.source(HOURLY);
    source.metadata().setGeneration(7L);

    var concluded = settled(source);

    assertThat(concluded.status().observedGeneration()).isEqualTo(7);
    assertThat(concluded.status().conditions())
        .allSatisfy(it -> assertThat(it.observedGeneration()).isEqualTo(7));
  }

  @Test
  void aSecondPassOverAnIdleObjectHasNothingNewToSay() {
    var source = ran(Samples.source(HOURLY)).object();
    source.metadata().setGeneration(7L);
    var idle = settled(source);

    var again = settled(idle.object());

    assertThat(again.isChanged()).isFalse();
  }

  private Reconciliation settled(Replication object) {
    return synchronization.conclude(synchronization.settle(synchronization.validate(pass(object))));
  }

  private Reconciliation ran(Replication object) {
    var started =
        object.status().lastSyncStartTime() == null
            ? object.withStatus(object.status().edit().lastSyncStartTime(now).build())
            : object;
    return synchronization.conclude(
        synchronization.complete(pass(started).withOutcome(Samples.outcome(false))));
  }

  private Reconciliation pass(Replication object) {
    return Reconciliation.of(object, now);
  }

  private static String health(Reconciliation pass) {
    return condition(pass).status() + "/" + condition(pass).reason();
  }

  private static Condition condition(Reconciliation pass) {
    return pass.status().conditions().stream()
        .filter(it -> it.type().equals("Healthy"))
        .findFirst()
        .orElseThrow();
  }
}
