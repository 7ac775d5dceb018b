package caravan.restic.filter;

import java.util.Arrays;

/** The components of an absolute path; the root is one empty component. */
final class Components {
  private final byte[] path;
  private final int[] starts;
  private final int count;

  Components(byte[] path) {
    this.path = path;
    var found = new int[16];
    int size = 0;
    int from = path.length > 0 && path[0] == '/' ? 1 : 0;
    for (int at = from; at <= path.length; at++) {
      if (at == from || path[at - 1] == '/') {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = at;
      }
    }
    starts = found;
    count = size;
  }

  int count() {
    return count;
  }

  boolean matches(int index, Glob glob) {
    int end = index + 1 < count ? starts[index + 1] - 1 : path.length;
    return glob.matches(path, starts[index], end);
  }
}
