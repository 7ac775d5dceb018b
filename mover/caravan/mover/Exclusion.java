package caravan.mover;

import caravan.restic.InvalidInput;
import caravan.restic.filter.PatternList;
import java.util.List;
import java.util.Map;

/**
 * What of a volume is not wanted in its backups.
 *
 * @param patterns restic's, for paths below {@code /data}
 * @param caches whether folders that a {@code CACHEDIR.TAG} marks are left out
 */
record Exclusion(List<String> patterns, boolean caches) {
  private static final String PATTERNS = "CARAVAN_EXCLUDE";
  private static final String CACHES = "CARAVAN_EXCLUDE_CACHES";

  /**
   * From the variables of a mover: one pattern a line.
   *
   * @throws InvalidInput when one is no pattern
   */
  static Exclusion from(Map<String, String> variables) {
    var patterns =
        variables
            .getOrDefault(PATTERNS, "")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    try {
      PatternList.of(patterns);
    } catch (InvalidInput e) {
      throw new InvalidInput("exclude patterns: " + e.getMessage(), e);
    }
    return new Exclusion(patterns, variables.getOrDefault(CACHES, "").equals("true"));
  }
}
