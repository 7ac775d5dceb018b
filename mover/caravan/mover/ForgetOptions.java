package caravan.mover;

import caravan.restic.InvalidInput;
import caravan.restic.forget.ForgetPolicy;
import caravan.restic.forget.Within;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** VolSync's {@code FORGET_OPTIONS}: restic's {@code --keep-*} flags in one line. */
final class ForgetOptions {
  private static final Set<String> COUNTS =
      Set.of("last", "hourly", "daily", "weekly", "monthly", "yearly");
  private static final Set<String> SPANS =
      Set.of(
          "within",
          "within-hourly",
          "within-daily",
          "within-weekly",
          "within-monthly",
          "within-yearly");
  private static final String PREFIX = "--keep-";

  /** What VolSync keeps when a source says nothing. */
  private static final String DEFAULT = "--keep-last 1";

  private ForgetOptions() {}

  /**
   * @throws InvalidInput when a word is no such flag or its value is missing or wrong
   */
  static ForgetPolicy parse(String text) {
    var words = (text.isBlank() ? DEFAULT : text.strip()).replace('=', ' ').split("\\s+");
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      var rule = words[i].startsWith(PREFIX) ? words[i].substring(PREFIX.length()) : "";
      if (!COUNTS.contains(rule) && !SPANS.contains(rule) || i + 1 == words.length) {
        throw new InvalidInput(
            "FORGET_OPTIONS: \"" + words[i] + "\" is no --keep flag with a value");
      }
      values.put(rule, words[i + 1]);
    }
    return new ForgetPolicy(
        count(values, "last"),
        count(values, "hourly"),
        count(values, "daily"),
        count(values, "weekly"),
        count(values, "monthly"),
        count(values, "yearly"),
        span(values, "within"),
        span(values, "within-hourly"),
        span(values, "within-daily"),
        span(values, "within-weekly"),
        span(values, "within-monthly"),
        span(values, "within-yearly"),
        List.of());
  }

  private static int count(Map<String, String> values, String rule) {
    return ForgetPolicy.parseCount(values.getOrDefault(rule, "0"));
  }

  private static Within span(Map<String, String> values, String rule) {
    return values.containsKey(rule) ? Within.parse(values.get(rule)) : Within.OFF;
  }
}
