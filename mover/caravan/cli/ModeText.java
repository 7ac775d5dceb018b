package caravan.cli;

import caravan.restic.snapshot.GoFileMode;

/** A node's mode as restic prints it, e.g. {@code drwxr-xr-x}; Go's letters stand for the type. */
final class ModeText {
  private static final String TYPES = "dalTLDpSugct?";
  private static final String BITS = "rwxrwxrwx";

  private ModeText() {}

  static String of(int mode) {
    var text = new StringBuilder();
    for (int i = 0; i < TYPES.length(); i++) {
      if ((mode & 1 << 31 - i) != 0) {
        text.append(TYPES.charAt(i));
      }
    }
    if (text.isEmpty()) {
      text.append('-');
    }
    int permissions = mode & GoFileMode.PERMISSIONS;
    for (int i = 0; i < BITS.length(); i++) {
      text.append((permissions & 1 << 8 - i) != 0 ? BITS.charAt(i) : '-');
    }
    return text.toString();
  }
}
