package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.snapshot.SnapshotFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SnapshotOptionsTest {
  @Test
  void pathsAreMadeAbsolute() {
    assertThat(filter(Map.of(), "--path", "a/../b", "--path", "/c").paths())
        .containsExactly("/work/b", "/c");
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
    var options = new SnapshotOptions.WithShortHost();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(words);
    return options.filter(Contexts.of(environment));
  }
}
