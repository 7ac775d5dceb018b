package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private final List<String> lines = new ArrayList<>();
  private final Hand clock = new Hand();
  private final RunProgress progress = new RunProgress(new MoverLog(lines::add), clock);

  @Test
  void aLineComesEveryTenSecondsWithWhatIsLeft() {
    progress.total(9L << 30);
    clock.advance(Duration.ofSeconds(9));
    progress.done(1L << 30);
    clock.advance(Duration.ofSeconds(3));
    progress.done(2L << 30);
    progress.done(1);

    assertThat(lines).containsExactly("33.33%  3.000 GiB / 9.000 GiB  256.000 MiB/s  ETA 0:24");
  }

  @Test
  void thereAreNoSharesBeforeTheWholeIsKnown() {
    clock.advance(Duration.ofSeconds(12));
    progress.done(12 << 20);

    assertThat(lines).containsExactly("12.000 MiB  1.000 MiB/s");
  }

  /** A clock that goes only when told. */
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
