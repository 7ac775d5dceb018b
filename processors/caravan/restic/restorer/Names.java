package caravan.restic.restorer;

import java.util.Arrays;

/** Names of directory entries one after another in one array, each behind its length. */
final class Names {
  static final int MAX_BYTES = 255;
  private byte[] bytes = new byte[4096];
  private int size;

  /** Returns where the name lies. */
  int add(byte[] name) {
    int needed = Math.addExact(size, 1 + name.length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8));
    }
    int at = size;
    bytes[at] = (byte) name.length;
    System.arraycopy(name, 0, bytes, at + 1, name.length);
    size = needed;
    return at;
  }

  byte[] get(int at) {
    return Arrays.copyOfRange(bytes, at + 1, at + 1 + (bytes[at] & 0xff));
  }
}
