package caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Components;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts fire when they should and not before; all that is asked of Prometheus can be asked. */
class MonitoringIT {
  private static final Path ALERTS = Path.of("deploy/monitoring/alerts.yaml");
  private static final Path DASHBOARD = Path.of("deploy/monitoring/dashboard.json");
  private static final Path STORIES = Path.of("src/test/resources/caravan/deploy/alerts-test.yaml");
  private static final Pattern OURS = Pattern.compile("\\b(?:volsync|caravan)_[a-z_]+");

  @TempDir Path folder;

  /** The series of ours that alerts and dashboard name. */
  static Set<String> series() throws IOException {
    var text = Files.readString(ALERTS) + String.join("\n", queries());
    return OURS.matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> queries() throws IOException {
    var dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
    return dashboard.findValues("expr").stream().map(JsonNode::asText).toList();
  }

  @Test
  void alertsTellTheirStories() throws IOException {
    var rule = Manifests.parse(Files.readString(ALERTS)).get("PrometheusRule", "volsync");
    Files.writeString(folder.resolve("rules.yaml"), Serialization.asYaml(rule.get("spec")));
    var stories = Files.copy(STORIES, folder.resolve("alerts-test.yaml"));

    var run = Tool.run(Components.promtool(), "test", "rules", stories.toString());

    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
  }

  @Test
  void everyAlertHasAStory() throws IOException {
    var alerts = Pattern.compile("alert: (\\w+)").matcher(Files.readString(ALERTS)).results();

    assertThat(Files.readString(STORIES)).contains(alerts.map(match -> match.group(1)).toList());
  }

  @Test
  void everyQueryOfTheDashboardIsUnderstood() throws IOException {
    var rules =
        queries().stream()
            .map(query -> query.replace("$__rate_interval", "5m"))
            .map(query -> Map.of("record", "query", "expr", query, "labels", Map.of("of", query)))
            .toList();
    var groups = Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)));
    var file = Files.writeString(folder.resolve("queries.yaml"), Serialization.asYaml(groups));

    var run = Tool.run(Components.promtool(), "check", "rules", "--lint=none", file.toString());

    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    assertThat(run.output()).contains(rules.size() + " rules found");
  }
}
