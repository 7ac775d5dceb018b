package caravan.restic.filter;

import caravan.restic.json.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pattern for one component of a path, as Go's {@code filepath.Match} understands it: {@code *}
 * any bytes, {@code ?} one character, {@code [a-z]} and {@code [^a-z]} one of a class, {@code \}
 * takes the next character as it is.
 */
final class Glob {
  private static final int REPLACEMENT = 0xfffd;
  private final byte[] literal;
  private final List<Run> runs;

  private Glob(byte[] literal, List<Run> runs) {
    this.literal = literal;
    this.runs = runs;
  }

  /**
   * Reads the pattern of one component.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  static Glob parse(byte[] pattern) {
    for (byte character : pattern) {
      if ("\\[]*?".indexOf(character) >= 0) {
        return new Glob(null, new Parser(pattern).runs());
      }
    }
    return new Glob(pattern, List.of());
  }

  boolean matches(byte[] text, int from, int to) {
    if (literal != null) {
      return Arrays.equals(literal, 0, literal.length, text, from, to);
    }
    int at = from;
    for (int i = 0; i < runs.size(); i++) {
      at = runs.get(i).find(text, at, to, i == runs.size() - 1);
      if (at < 0) {
        return false;
      }
    }
    return at == to;
  }

  /** What stands between two stars. */
  private record Run(boolean afterStar, List<Element> elements) {
    /** The end of the first place where the run fits, or -1; the last run must end the text. */
    int find(byte[] text, int at, int to, boolean isLast) {
      if (isLast && afterStar && elements.isEmpty()) {
        return to;
      }
      for (int start = at; start <= (afterStar ? to : at); start++) {
        int end = matchAt(text, start, to);
        if (end >= 0 && (!isLast || end == to)) {
          return end;
        }
      }
      return -1;
    }

    private int matchAt(byte[] text, int start, int to) {
      int at = start;
      for (var element : elements) {
        at = at < to ? element.match(text, at, to) : -1;
        if (at < 0) {
          return -1;
        }
      }
      return at;
    }
  }

  /** One character of a pattern; gives the position after what it takes, or -1. */
  private sealed interface Element {
    int match(byte[] text, int at, int to);
  }

  private record Literal(byte character) implements Element {
    @Override
    public int match(byte[] text, int at, int to) {
      return text[at] == character ? at + 1 : -1;
    }
  }

  private record AnyCharacter() implements Element {
    @Override
    public int match(byte[] text, int at, int to) {
      return at + Math.max(1, length(text, at, to));
    }
  }

  /** Pairs of first and last code points. */
  private record CharacterClass(boolean isNegated, List<int[]> ranges) implements Element {
    @Override
    public int match(byte[] text, int at, int to) {
      int size = length(text, at, to);
      int character = size == 0 ? REPLACEMENT : Utf8.codePoint(text, at, size);
      boolean isInside =
          ranges.stream().anyMatch(range -> range[0] <= character && character <= range[1]);
      return isInside == isNegated ? -1 : at + Math.max(1, size);
    }
  }

  /** The length of the valid UTF-8 sequence that begins here and ends before {@code to}, or 0. */
  private static int length(byte[] text, int at, int to) {
    int size = Utf8.sequenceLength(text, at);
    return at + size <= to ? size : 0;
  }

  /** Cuts a pattern into runs. */
  private static final class Parser {
    private final byte[] pattern;
    private int at;

    Parser(byte[] pattern) {
      this.pattern = pattern;
    }

    List<Run> runs() {
      var runs = new ArrayList<Run>();
      do {
        boolean afterStar = false;
        while (at < pattern.length && pattern[at] == '*') {
          afterStar = true;
          at++;
        }
        runs.add(new Run(afterStar, elements()));
      } while (at < pattern.length);
      return runs;
    }

    private List<Element> elements() {
      var elements = new ArrayList<Element>();
      while (at < pattern.length && pattern[at] != '*') {
        elements.add(element());
      }
      return elements;
    }

    private Element element() {
      switch (pattern[at]) {
        case '?' -> {
          at++;
          return new AnyCharacter();
        }
        case '[' -> {
          at++;
          return characterClass();
        }
        case '\\' -> at++;
        default -> {}
      }
      requireMore();
      return new Literal(pattern[at++]);
    }

    private CharacterClass characterClass() {
      boolean isNegated = at < pattern.length && pattern[at] == '^';
      if (isNegated) {
        at++;
      }
      var ranges = new ArrayList<int[]>();
      while (ranges.isEmpty() || pattern[at] != ']') {
        int first = bound();
        int last = first;
        if (pattern[at] == '-') {
          at++;
          last = bound();
        }
        ranges.add(new int[] {first, last});
      }
      at++;
      return new CharacterClass(isNegated, ranges);
    }

    /** One end of a range; afterwards there is at least one more byte. */
    private int bound() {
      requireMore();
      if (pattern[at] == '-' || pattern[at] == ']') {
        throw malformed();
      }
      if (pattern[at] == '\\') {
        at++;
        requireMore();
      }
      int size = Utf8.sequenceLength(pattern, at);
      if (size == 0) {
        throw malformed();
      }
      int character = Utf8.codePoint(pattern, at, size);
      at += size;
      requireMore();
      return character;
    }

    private void requireMore() {
      if (at >= pattern.length) {
        throw malformed();
      }
    }

    private static IllegalArgumentException malformed() {
      return new IllegalArgumentException("malformed pattern");
    }
  }
}
