package caravan.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** A series that is 1 and has a state as its label: that of a state which is over must go. */
final class LabelledState {
  private final MeterRegistry registry;
  private final Gauge.Builder<?> gauge;
  private final Tags tags;
  private final String label;
  private String state = "";
  private Meter series;

  /**
   * @param label has the state as its value
   */
  LabelledState(MeterRegistry registry, Gauge.Builder<?> gauge, Tags tags, String label) {
    this.registry = registry;
    this.gauge = gauge;
    this.tags = tags;
    this.label = label;
  }

  /** The state from now on, empty for none. */
  synchronized void is(String now) {
    if (now.equals(state)) {
      return;
    }
    state = now;
    if (series != null) {
      registry.remove(series);
    }
    series = now.isEmpty() ? null : gauge.tags(tags.and(label, now)).register(registry);
  }
}
