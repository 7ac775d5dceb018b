package caravan.restic.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * One pattern for paths, component by component. It fits a path when it fits some of the path's
 * components that follow each other, hence also everything below; {@code **} stands for any number
 * of components, a leading {@code /} ties it to the root, a leading {@code !} turns it around.
 *
 * @param runs what stands between two {@code **}
 */
record PathPattern(boolean isNegated, boolean isRooted, List<List<Glob>> runs) {
  /**
   * Reads a pattern that is not empty; each char of the text is one byte.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  static PathPattern parse(String text) {
    boolean isNegated = text.startsWith("!");
    var clean = ByteText.cleanPath(isNegated ? text.substring(1) : text);
    boolean isRooted = clean.startsWith("/");
    var runs = new ArrayList<List<Glob>>();
    var run = new ArrayList<Glob>();
    for (var component : (isRooted ? clean.substring(1) : clean).split("/", -1)) {
      if (component.equals("**")) {
        runs.add(run);
        run = new ArrayList<>();
      } else {
        run.add(Glob.parse(ByteText.toBytes(component)));
      }
    }
    runs.add(run);
    return new PathPattern(isNegated, isRooted, runs);
  }

  boolean matches(Components path) {
    int at = 0;
    boolean isTied = isRooted;
    for (var run : runs) {
      // Nothing has to fit behind the last run, so the first place for each is always good enough.
      at = find(run, path, at, isTied);
      if (at < 0) {
        return false;
      }
      isTied = false;
    }
    return true;
  }

  /** Whether something below the path might match. */
  boolean mayMatchBelow(Components path) {
    if (!isRooted) {
      return true;
    }
    var first = runs.getFirst();
    int shared = Math.min(first.size(), path.count());
    return matchesAt(first.subList(0, shared), path, 0);
  }

  private static int find(List<Glob> run, Components path, int from, boolean isTied) {
    int last = isTied ? from : path.count() - run.size();
    for (int start = from; start <= last; start++) {
      if (matchesAt(run, path, start)) {
        return start + run.size();
      }
    }
    return -1;
  }

  private static boolean matchesAt(List<Glob> run, Components path, int start) {
    if (start + run.size() > path.count()) {
      return false;
    }
    for (int i = 0; i < run.size(); i++) {
      if (!path.matches(start + i, run.get(i))) {
        return false;
      }
    }
    return true;
  }
}
