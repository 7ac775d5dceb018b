package caravan.overview;

import caravan.api.Replication;
import caravan.text.SizeText;
import caravan.text.TextTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * All objects, by namespace and name: how each is, and what is wrong with those that are not well.
 */
public final class Overview {
  private static final List<String> HEAD =
      List.of("NAMESPACE", "NAME", "KIND", "REPOSITORY", "HEALTH", "LAST GOOD", "NEXT", "SIZE");
  private static final String NOTHING = "-";

  private final List<Replication> objects;
  private final Clock clock;

  /** The clock's zone is that of the schedules that name none. */
  public Overview(List<Replication> objects, Clock clock) {
    this.objects =
        objects.stream()
            .sorted(
                Comparator.comparing(Replication::namespace)
                    .thenComparing(Replication::name)
                    .thenComparing(Replication::role))
            .toList();
    this.clock = clock;
  }

  /** One line for each. */
  public List<String> table() {
    var table = new TextTable(HEAD);
    objects.forEach(object -> table.row(row(object)));
    return table.footer(summary()).lines();
  }

  private List<String> row(Replication object) {
    var status = object.status();
    var restic = object.restic();
    return List.of(
        object.namespace(),
        object.name(),
        object.role(),
        restic == null ? NOTHING : restic.repository(),
        Verdict.of(object, clock).word(),
        status.lastSyncTime() == null ? "never" : since(status.lastSyncTime()) + " ago",
        status.nextSyncTime() == null ? NOTHING : "in " + until(status.nextSyncTime()),
        status.run().bytes() == null ? NOTHING : SizeText.of(status.run().bytes()));
  }

  private String since(Instant time) {
    return AgeText.of(Duration.between(time, clock.instant()));
  }

  private String until(Instant time) {
    return AgeText.of(Duration.between(clock.instant(), time));
  }

  /** What is wrong, an object at a time, with where to read on; empty when nothing is. */
  public List<String> troubles() {
    var lines = new ArrayList<String>();
    for (var object : objects) {
      var verdict = Verdict.of(object, clock);
      if (verdict.isWrong()) {
        lines.add(object.key() + ": " + verdict.word());
        lines.add("  " + verdict.sentence().strip().replace("\n", "\n  "));
        lines.add(
            "  kubectl -n %s describe %s %s"
                .formatted(
                    object.namespace(), object.kind().toLowerCase(Locale.ROOT), object.name()));
      }
    }
    return lines;
  }

  /** Whether anything is wrong. */
  public boolean hasTroubles() {
    return wrong() > 0;
  }

  public String summary() {
    long wrong = wrong();
    var all = objects.size() == 1 ? "1 object" : objects.size() + " objects";
    return wrong == 0 ? all + ", nothing is wrong" : all + ", " + wrong + " not well";
  }

  private long wrong() {
    return objects.stream().filter(it -> Verdict.of(it, clock).isWrong()).count();
  }
}
