package caravan.restic.fs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytePathTest {
  @ParameterizedTest
  @CsvSource({
    "'', .",
    "., .",
    "/, /",
    "//, /",
    "/.., /",
    "/../a, /a",
    "a/.., .",
    "a/../.., ..",
    "../.., ../..",
    "../a/../b, ../b",
    "./a//b/./c/, a/b/c",
    "/a/b/../../c, /c",
    "..., ...",
    "a/.../b, a/.../b"
  })
  void cleansAsGoDoes(String path, String clean) {
    assertThat(BytePath.display(BytePath.clean(BytePath.of(path)))).isEqualTo(clean);
  }

  @Test
  void bytesThatAreNotTextStayAsTheyAre() {
    byte[] path = {'/', (byte) 0xff, '/', '/', (byte) 0xc3};

    assertThat(BytePath.clean(path)).containsExactly('/', 0xff, '/', 0xc3);
  }

  @ParameterizedTest
  @CsvSource({"'', a, a", "/, a, /a", "/x, a, /x/a", "x/, a, x/a"})
  void joins(String parent, String name, String joined) {
    assertThat(BytePath.join(BytePath.of(parent), BytePath.of(name)))
        .isEqualTo(BytePath.of(joined));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "...", ".a", "a\n", " ", "\\", "\uD83D\uDE00"})
  void entryNames(String name) {
    assertThat(BytePath.isEntryName(BytePath.of(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "/", "a/", "/a", "a/b", "\0", "a\0"})
  void notEntryNames(String name) {
    assertThat(BytePath.isEntryName(BytePath.of(name))).isFalse();
  }
}
