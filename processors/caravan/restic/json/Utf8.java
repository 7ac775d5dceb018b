package caravan.restic.json;

/**
 * Where valid UTF-8 ends, as Go sees it: no overlong forms, no surrogates, nothing above 10FFFF.
 */
public final class Utf8 {
  private Utf8() {}

  /** The length of the sequence that begins here, 0 when it is not valid. */
  public static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    int size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + size > bytes.length || !isSecondByte(first, bytes[at + 1] & 0xff)) {
      return 0;
    }
    for (int i = at + 2; i < at + size; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  private static boolean isSecondByte(int first, int second) {
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
  }

  /** The code point of a valid sequence. */
  public static int codePoint(byte[] bytes, int at, int size) {
    return switch (size) {
      case 1 -> bytes[at];
      case 2 -> (bytes[at] & 0x1f) << 6 | bytes[at + 1] & 0x3f;
      case 3 -> (bytes[at] & 0xf) << 12 | (bytes[at + 1] & 0x3f) << 6 | bytes[at + 2] & 0x3f;
      default ->
          (bytes[at] & 7) << 18
              | (bytes[at + 1] & 0x3f) << 12
              | (bytes[at + 2] & 0x3f) << 6
              | bytes[at + 3] & 0x3f;
    };
  }
}
