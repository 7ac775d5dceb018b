package caravan.cli;

import caravan.text.CountText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ProgressBar;

/** Counts things done of a total; its last line stays. */
final class CountMeter implements AutoCloseable {
  private final Verb verb;
  private final String things;
  private final Clock clock;
  private final Instant start;
  private final ProgressBar bar;
  private final Ticker ticker;
  private final LongAdder done = new LongAdder();
  private volatile long total;

  CountMeter(Verb verb, String things, long total) {
    this.verb = verb;
    this.things = things;
    this.total = total;
    clock = verb.context().clock();
    start = clock.instant();
    var pace = ProgressPace.of(verb);
    bar = pace.isDrawn() ? Bars.ofThings(things, total) : null;
    ticker = new Ticker(verb.isJson() ? null : pace.interval(), this::tell);
  }

  void add(long more) {
    done.add(more);
    if (bar != null) {
      bar.stepTo(done.sum());
    }
  }

  void total(long number) {
    total = number;
    if (bar != null) {
      bar.maxHint(number);
    }
  }

  private void tell() {
    var elapsed = Duration.between(start, clock.instant());
    verb.say(CountText.of(elapsed, done.sum(), total, things));
  }

  @Override
  public void close() {
    ticker.close();
    if (bar != null) {
      bar.close();
    }
    tell();
  }
}
