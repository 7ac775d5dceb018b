package caravan.restic.filter;

import caravan.restic.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** restic's path patterns; a later {@code !pattern} takes back what an earlier one matched. */
public final class PatternList {
  public static final PatternList EMPTY = new PatternList(List.of(), false);
  private final List<PathPattern> patterns;
  private final boolean ignoresCase;
  private final boolean hasNegated;

  private PatternList(List<PathPattern> patterns, boolean ignoresCase) {
    this.patterns = patterns;
    this.ignoresCase = ignoresCase;
    hasNegated = patterns.stream().anyMatch(PathPattern::isNegated);
  }

  /** Whether a path matches, and whether something below it might. */
  public record Match(boolean matches, boolean mayMatchBelow) {}

  /**
   * Reads patterns; empty ones are passed over.
   *
   * @throws InvalidInput with all that are malformed
   */
  public static PatternList of(List<String> patterns) {
    return parse(patterns.stream().map(ByteText::of).toList(), false);
  }

  /** The same for patterns that match whatever the case of letters. */
  public static PatternList ignoringCase(List<String> patterns) {
    return parse(patterns.stream().map(ByteText::of).toList(), true);
  }

  /** The same for patterns as {@link PatternFile} gives them. */
  public static PatternList ofBytes(List<byte[]> patterns, boolean ignoreCase) {
    return parse(patterns.stream().map(ByteText::of).toList(), ignoreCase);
  }

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Whether an absolute path matches. */
  public boolean matches(byte[] path) {
    if (isEmpty()) {
      return false;
    }
    var components = components(path);
    boolean matches = false;
    for (var pattern : patterns) {
      if (matches == pattern.isNegated() && pattern.matches(components)) {
        matches = !matches;
        if (!hasNegated) {
          return true;
        }
      }
    }
    return matches;
  }

  /** The same, with the question whether a folder is worth entering. */
  public Match match(byte[] path) {
    var components = components(path);
    boolean matches = false;
    boolean mayMatchBelow = false;
    for (var pattern : patterns) {
      boolean fits = pattern.matches(components);
      if (pattern.isNegated()) {
        matches &= !fits;
        mayMatchBelow &= !fits;
      } else {
        matches |= fits;
        mayMatchBelow |= pattern.mayMatchBelow(components);
      }
    }
    return new Match(matches, mayMatchBelow);
  }

  private Components components(byte[] path) {
    return new Components(ignoresCase ? ByteText.toLowerCase(path) : path);
  }

  private static PatternList parse(List<String> texts, boolean ignoreCase) {
    var patterns = new ArrayList<PathPattern>();
    var malformed = new ArrayList<String>();
    for (var text : texts) {
      try {
        if (!text.isEmpty()) {
          patterns.add(PathPattern.parse(ignoreCase ? lower(text) : text));
        }
      } catch (IllegalArgumentException e) {
        malformed.add(text);
      }
    }
    if (!malformed.isEmpty()) {
      throw new InvalidInput("invalid pattern(s) provided:\n" + shown(malformed));
    }
    return new PatternList(List.copyOf(patterns), ignoreCase);
  }

  private static String lower(String byteText) {
    return ByteText.of(ByteText.toLowerCase(ByteText.toBytes(byteText)));
  }

  private static String shown(List<String> byteTexts) {
    return new String(ByteText.toBytes(String.join("\n", byteTexts)), StandardCharsets.UTF_8);
  }
}
