package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void flagsMayComeBeforeTheVerb() {
    var words = Words.of(List.of("-r", "repo", "--json", "snapshots", "--latest", "1"));

    assertThat(words.verb()).isEqualTo("snapshots");
    assertThat(words.verbFirst())
        .containsExactly("snapshots", "-r", "repo", "--json", "--latest", "1");
  }

  @Test
  void aValueBehindAnEqualsSignIsNoWord() {
    assertThat(Words.of(List.of("--repo=x", "ls")).verb()).isEqualTo("ls");
  }

  @Test
  void verbosityMayBeANumber() {
    assertThat(Words.of(List.of("ls", "--verbose=2")).verbFirst())
        .containsExactly("ls", "-v", "-v");
    assertThat(Words.of(List.of("ls", "-v=0")).verbFirst()).containsExactly("ls");
    assertThat(Words.of(List.of("ls", "-v=99999999999")).verbFirst()).hasSize(4);
  }

  @Test
  void nothingIsReadBehindTwoDashes() {
    assertThat(Words.of(List.of("backup", "--", "-v=2")).verbFirst())
        .containsExactly("backup", "--", "-v=2");
  }

  @Test
  void thereMayBeNoVerb() {
    assertThat(Words.of(List.of("--help")).verb()).isNull();
    assertThat(Words.of(List.of()).verb()).isNull();
  }
}
