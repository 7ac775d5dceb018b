package caravan.restic.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList.Match;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternListTest {
  @ParameterizedTest
  @CsvSource({
    "*.go, /foo/bar/test.go, true",
    "*.go, /foo/test.go/bar, true",
    "*.go, /foo/test.gox, false",
    "foo, /a/foo/b/c, true",
    "foo, /a/foobar, false",
    "foo/bar, /a/foo/bar/c, true",
    "foo/bar, /a/foo/x/bar, false",
    "/foo, /foo/bar, true",
    "/foo, /a/foo, false",
    "/foo/*, /foo, false",
    "/foo/*, /foo/bar/x, true",
    "/, /, true",
    "/, /foo, false",
    "foo/**/bar, /foo/bar, true",
    "foo/**/bar, /x/foo/1/2/bar/y, true",
    "foo/**/bar, /bar/foo, false",
    "/foo/**, /foo, true",
    "/foo/**/*, /foo, false",
    "/foo/**/*, /foo/x, true",
    "/**/bar, /x/y/bar, true",
    "**, /x, true",
    "**/a/**/b/**/c, /a/x/b/c/d, true",
    "**/a/**/b/**/c, /a/x/c/b, false",
    "foo/../bar//./baz/, /x/bar/baz, true",
    "a**b, /x/a/b, false",
    "a**b, /x/a-b, true"
  })
  void matchesComponents(String pattern, String path, boolean matches) {
    assertThat(PatternList.of(List.of(pattern)).matches(bytes(path))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a?c, a☕c, true",
        "a?c, ac, false",
        "[a-c]x, bx, true",
        "[^a-c]x, bx, false",
        "[!a]x, !x, true",
        "[☕-😀], 😀, true",
        "[\\]], ], true",
        "[a\\-z], b, false",
        "\\*, *, true",
        "\\*, x, false",
        "*a*b, xaxxb, true",
        "*a*b, xaxxbc, false",
        "a*[^b], ab, false",
        "*, anything, true",
        "a*?, a, false"
      })
  void matchesWithinAComponent(String pattern, String name, boolean matches) {
    assertThat(PatternList.of(List.of(pattern)).matches(bytes("/dir/" + name))).isEqualTo(matches);
  }

  @Test
  void takesBytesThatAreNoUtf8AsOneCharacterEach() {
    var name = new byte[] {'/', 'a', (byte) 0xff, (byte) 0xe2, (byte) 0x98, 'c'};

    assertThat(PatternList.of(List.of("a???c")).matches(name)).isTrue();
    assertThat(PatternList.of(List.of("a[\ufffd]??c")).matches(name)).isTrue();
    assertThat(PatternList.of(List.of("a??c")).matches(name)).isFalse();
    assertThat(PatternList.ofBytes(List.of(name), false).matches(name)).isTrue();
  }

  @Test
  void aLaterNegatedPatternTakesBack() {
    var patterns = PatternList.of(List.of("*.log", "!keep.log", "keep.log/x"));

    assertThat(patterns.matches(bytes("/a/b.log"))).isTrue();
    assertThat(patterns.matches(bytes("/a/keep.log"))).isFalse();
    assertThat(patterns.matches(bytes("/a/keep.log/x"))).isTrue();
    assertThat(PatternList.of(List.of("!a", "a")).matches(bytes("/a"))).isTrue();
  }

  @Test
  void ignoresCaseWhenAsked() {
    assertThat(PatternList.ignoringCase(List.of("*.JPEG", "ÄX")).matches(bytes("/a/b.jpeg")))
        .isTrue();
    assertThat(PatternList.ignoringCase(List.of("äx")).matches(bytes("/ÄX"))).isTrue();
    assertThat(PatternList.of(List.of("*.JPEG")).matches(bytes("/a/b.jpeg"))).isFalse();
  }

  @Test
  void saysWhetherSomethingBelowMightMatch() {
    var anchored = PatternList.of(List.of("/foo/bar/*/baz"));

    assertThat(anchored.match(bytes("/foo"))).isEqualTo(new Match(false, true));
    assertThat(anchored.match(bytes("/foo/bar/x"))).isEqualTo(new Match(false, true));
    assertThat(anchored.match(bytes("/foo/bar/x/baz/below"))).isEqualTo(new Match(true, true));
    assertThat(anchored.match(bytes("/other"))).isEqualTo(new Match(false, false));
    assertThat(PatternList.of(List.of("/foo/**/x")).match(bytes("/foo/a/b")))
        .isEqualTo(new Match(false, true));
    assertThat(PatternList.of(List.of("/foo/**/x")).match(bytes("/a")))
        .isEqualTo(new Match(false, false));
    assertThat(PatternList.of(List.of("x")).match(bytes("/a/b"))).isEqualTo(new Match(false, true));
    assertThat(PatternList.of(List.of("x", "!a")).match(bytes("/a")))
        .isEqualTo(new Match(false, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a/[]", "[-a]", "[a-]", "[a", "x\\", "[]a]", "!["})
  void refusesMalformedPatterns(String pattern) {
    assertThatThrownBy(() -> PatternList.of(List.of("fine", pattern)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("invalid pattern(s) provided:\n" + pattern);
  }

  @Test
  void nothingMatchesAnEmptyList() {
    assertThat(PatternList.of(List.of("")).isEmpty()).isTrue();
    assertThat(PatternList.EMPTY.matches(bytes("/a"))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
