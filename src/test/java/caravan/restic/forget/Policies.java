package caravan.restic.forget;

import caravan.restic.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Policies for tests, written as restic's flags. */
final class Policies {
  private Policies() {}

  /** Reads {@code --keep-daily 7 --keep-within 1y ...}. */
  static ForgetPolicy of(String flags) {
    var words = Arrays.asList(flags.split(" "));
    var tags = new ArrayList<List<String>>();
    for (int i = 0; i < words.size(); i += 2) {
      if (words.get(i).equals("--keep-tag")) {
        tags.add(SnapshotFilter.parseTags(words.get(i + 1)));
      }
    }
    return new ForgetPolicy(
        count(words, "last"),
        count(words, "hourly"),
        count(words, "daily"),
        count(words, "weekly"),
        count(words, "monthly"),
        count(words, "yearly"),
        span(words, "within"),
        span(words, "within-hourly"),
        span(words, "within-daily"),
        span(words, "within-weekly"),
        span(words, "within-monthly"),
        span(words, "within-yearly"),
        tags);
  }

  private static int count(List<String> words, String rule) {
    int at = words.indexOf("--keep-" + rule);
    return at < 0 ? 0 : ForgetPolicy.parseCount(words.get(at + 1));
  }

  private static Within span(List<String> words, String rule) {
    int at = words.indexOf("--keep-" + rule);
    return at < 0 ? Within.OFF : Within.parse(words.get(at + 1));
  }
}
