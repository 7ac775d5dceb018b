package caravan.restic.fs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Paths as raw bytes, handled by their text alone. */
public final class BytePath {
  private static final byte[] CURRENT = {'.'};
  private static final byte[] PARENT = {'.', '.'};
  private static final byte[] ROOT = {'/'};

  private BytePath() {}

  public static byte[] of(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }

  /** For people: bytes that are not UTF-8 become U+FFFD. */
  public static String display(byte[] path) {
    return new String(path, StandardCharsets.UTF_8);
  }

  /**
   * The shortest path of the same meaning, as Go's {@code path.Clean} gives it: no double slash, no
   * {@code .}, no {@code ..} but at the start of a relative path; {@code .} for an empty one.
   */
  public static byte[] clean(byte[] path) {
    boolean rooted = isAbsolute(path);
    var kept = new ArrayList<byte[]>();
    for (byte[] component : components(path)) {
      if (Arrays.equals(component, CURRENT)) {
        continue;
      }
      boolean up = Arrays.equals(component, PARENT);
      if (up && !kept.isEmpty() && !Arrays.equals(kept.getLast(), PARENT)) {
        kept.removeLast();
      } else if (!up || !rooted) {
        kept.add(component);
      }
    }
    var joined = join(kept);
    if (rooted) {
      return concatenate(ROOT, joined);
    }
    return kept.isEmpty() ? CURRENT.clone() : joined;
  }

  public static boolean isAbsolute(byte[] path) {
    return path.length > 0 && path[0] == '/';
  }

  /** {@code parent/name} without a second slash; nothing is cleaned. */
  public static byte[] join(byte[] parent, byte[] name) {
    if (parent.length == 0) {
      return name;
    }
    return parent[parent.length - 1] == '/'
        ? concatenate(parent, name)
        : concatenate(concatenate(parent, ROOT), name);
  }

  /** What lies between the slashes, without empty pieces. */
  public static List<byte[]> components(byte[] path) {
    var components = new ArrayList<byte[]>();
    int start = 0;
    for (int i = 0; i <= path.length; i++) {
      if (i == path.length || path[i] == '/') {
        if (i > start) {
          components.add(Arrays.copyOfRange(path, start, i));
        }
        start = i + 1;
      }
    }
    return components;
  }

  /** Whether the bytes can name an entry of a directory, and nothing else. */
  public static boolean isEntryName(byte[] name) {
    if (name.length == 0 || Arrays.equals(name, CURRENT) || Arrays.equals(name, PARENT)) {
      return false;
    }
    for (byte b : name) {
      if (b == '/' || b == 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] join(List<byte[]> components) {
    var out = new ByteArrayOutputStream();
    for (byte[] component : components) {
      if (out.size() > 0) {
        out.write('/');
      }
      out.writeBytes(component);
    }
    return out.toByteArray();
  }

  private static byte[] concatenate(byte[] a, byte[] b) {
    var both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
