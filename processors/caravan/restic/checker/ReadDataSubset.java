package caravan.restic.checker;

import caravan.restic.ByteSize;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Which packs are read in full: one of t groups ({@code n/t}), a random share ({@code 5%}), or
 * random packs up to a size ({@code 2G}).
 */
public sealed interface ReadDataSubset {
  Pattern GROUP = Pattern.compile("(\\d+)/(\\d+)");
  Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)%");
  Pattern SIZE = Pattern.compile("\\d+[bBkKmMgGtT]?");
  int MAX_GROUPS = 256;

  /** Picks from all packs with their sizes. */
  List<Id> choose(Map<Id, Long> packs, Random random);

  /** Every pack. */
  static ReadDataSubset all() {
    return new Group(1, 1);
  }

  /**
   * @throws InvalidInput when the text is none of the three forms
   */
  static ReadDataSubset parse(String text) {
    var group = GROUP.matcher(text);
    var percent = PERCENT.matcher(text);
    if (group.matches()) {
      long number = number(group.group(1)), of = number(group.group(2));
      if (number >= 1 && number <= of && of <= MAX_GROUPS) {
        return new Group((int) number, (int) of);
      }
    } else if (percent.matches()) {
      double share = Double.parseDouble(percent.group(1));
      if (share > 0 && share <= 100) {
        return new Share(share / 100);
      }
    } else if (SIZE.matcher(text).matches()) {
      long bytes = ByteSize.parse(text);
      if (bytes > 0) {
        return new Size(bytes);
      }
    }
    throw new InvalidInput(
        "--read-data-subset \"%s\" is not understood: give n/t (t up to %d), a percentage such as 5%%, or a size such as 2G"
            .formatted(text, MAX_GROUPS));
  }

  private static long number(String digits) {
    return digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  /** Packs whose first byte falls into the n-th of t groups. */
  record Group(int number, int of) implements ReadDataSubset {
    @Override
    public List<Id> choose(Map<Id, Long> packs, Random random) {
      return packs.keySet().stream().filter(id -> (id.a() >>> 56) % of == number - 1).toList();
    }
  }

  /** A random share of the packs, at least one. */
  record Share(double share) implements ReadDataSubset {
    @Override
    public List<Id> choose(Map<Id, Long> packs, Random random) {
      var shuffled = shuffled(packs, random);
      int count = Math.min(shuffled.size(), Math.max(1, (int) (shuffled.size() * share)));
      return shuffled.subList(0, count);
    }
  }

  /** Random packs up to a total size, at least one. */
  record Size(long bytes) implements ReadDataSubset {
    @Override
    public List<Id> choose(Map<Id, Long> packs, Random random) {
      var chosen = new ArrayList<Id>();
      long sum = 0;
      for (var id : shuffled(packs, random)) {
        sum += packs.get(id);
        if (sum > bytes && !chosen.isEmpty()) {
          break;
        }
        chosen.add(id);
      }
      return chosen;
    }
  }

  private static List<Id> shuffled(Map<Id, Long> packs, Random random) {
    var ids = new ArrayList<>(packs.keySet());
    Collections.sort(ids);
    Collections.shuffle(ids, random);
    return ids;
  }
}
