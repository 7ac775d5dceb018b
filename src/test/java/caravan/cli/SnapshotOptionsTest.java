package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.snapshot.SnapshotFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SnapshotOptionsTest {
  @Test
  void pathsAreMadeAbsoluteForLatestOnly() {
    var options = options("--path", "a/../b", "--path", "/c");

    assertThat(options.latestFilter(Contexts.of(Map.of())).paths())
        .containsExactly("/work/b", "/c");
    assertThat(options.filter(Contexts.of(Map.of())).paths()).containsExactly("a/../b", "/c");
  }

  @Test
  void theVariableStandsForAHostFlagThatIsMissing() {
    assertThat(filter(Map.of("RESTIC_HOST", "nas")).hosts()).containsExactly("nas");
    assertThat(filter(Map.of("RESTIC_HOST", "nas"), "-H", "pc").hosts()).containsExactly("pc");
  }

  @Test
  void anEmptyHostMeansAny() {
    assertThat(filter(Map.of("RESTIC_HOST", "nas"), "--host", "").hosts()).isEmpty();
  }

  @Test
  void tagsOfOneFlagBelongTogether() {
    assertThat(filter(Map.of(), "--tag", "a,b", "--tag", "c").tags())
        .containsExactly(List.of("a", "b"), List.of("c"));
  }

  private static SnapshotFilter filter(Map<String, String> environment, String... words) {
    return options(words).filter(Contexts.of(environment));
  }

  private static SnapshotOptions options(String... words) {
    var options = new SnapshotOptions.WithShortHost();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(words);
    return options;
  }
}
