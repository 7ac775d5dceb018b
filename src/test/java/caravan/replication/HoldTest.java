package caravan.replication;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.HealthReasons;
import caravan.api.Trigger;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant END = START.plusSeconds(600);
  private static final Waiting FOR_SNAPSHOT =
      new Waiting("the snapshot is not ready", null, HealthReasons.SNAPSHOT_NOT_READY);

  @Test
  void isAnnouncedInAPassOfItsOwn() {
    var pass = Reconciliation.of(Samples.source(Trigger.NONE), START);

    var announced = at(START).announce(pass);

    assertThat(announced.isReady()).isFalse();
    assertThat(announced.isUnfinished()).isTrue();
    assertThat(at(START).announce(held()).isReady()).isTrue();
  }

  @Test
  void isLookedAtAgainWhenItHasLastedTooLong() {
    var waiting = at(START).bound(held().with(FOR_SNAPSHOT));

    assertThat(waiting.progress())
        .isEqualTo(new Waiting(FOR_SNAPSHOT.why(), END, FOR_SNAPSHOT.health()));
  }

  @Test
  void failsTheAttemptWhenNoCopyComes() {
    var failed = at(END).bound(held().with(FOR_SNAPSHOT));

    assertThat(failed.run().attempted()).isTrue();
    assertThat(failed.progress())
        .isEqualTo(
            new Failed(
                "no copy of the volume was made within 10 minutes of the hook before-copy:"
                    + " the snapshot is not ready",
                "",
                HealthReasons.SNAPSHOT_NOT_READY));
  }

  @Test
  void mayLastAsLongAsAMoverReadsTheLivingVolume() {
    var reading = held().underWay().with(new Waiting("the mover runs", null));

    assertThat(at(END).bound(reading)).isEqualTo(reading);
  }

  @Test
  void isOverWhenTheVolumeIsCopiedOrNeverWillBe() {
    var hold = at(START);

    assertThat(hold.isOver(held().withLivingVolume("data"))).isFalse();
    assertThat(hold.isOver(held().copied())).isTrue();
    assertThat(hold.isOver(held().with(new Failed("no room", "")))).isTrue();
    assertThat(hold.isOver(hold.release(held().copied()))).isFalse();
  }

  private static Hold at(Instant now) {
    return new Hold(Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Reconciliation held() {
    var source = Samples.source(Trigger.NONE);
    var run = source.status().run().edit().heldSince(START).build();
    return Reconciliation.of(source.withStatus(source.status().edit().run(run).build()), START);
  }
}
