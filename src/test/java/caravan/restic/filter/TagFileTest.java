package caravan.restic.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TagFileTest {
  @Test
  void withoutHeaderTheNameIsEnough() {
    var tag = TagFile.parse(".nobackup");

    assertThat(tag.name()).isEqualTo(".nobackup");
    assertThat(tag.isMarkedBy(new byte[0])).isTrue();
  }

  @Test
  void theHeaderGoesFromTheFirstColon() {
    var tag = TagFile.parse("tag:a:b");

    assertThat(tag.isMarkedBy("a:bc".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(tag.isMarkedBy("a:".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void knowsCacheDirectories() {
    var start = "Signature: 8a477f597d28d172789f06886806bc55\n# made by";

    assertThat(TagFile.CACHE_DIRECTORY.name()).isEqualTo("CACHEDIR.TAG");
    assertThat(TagFile.CACHE_DIRECTORY.isMarkedBy(start.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> TagFile.parse(":header")).isInstanceOf(InvalidInput.class);
  }
}
