package caravan.restic.filter;

import caravan.restic.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** Bytes handled as text, one char for each byte, so that no byte is lost. */
final class ByteText {
  private static final int REPLACEMENT = 0xfffd;

  private ByteText() {}

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The UTF-8 bytes of ordinary text. */
  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] toBytes(String byteText) {
    return byteText.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The shortest equal path: no empty component, no {@code .}, {@code ..} only where it leads. */
  static String cleanPath(String path) {
    boolean isRooted = path.startsWith("/");
    var kept = new ArrayDeque<String>();
    for (var component : path.split("/")) {
      switch (component) {
        case "", "." -> {}
        case ".." -> {
          if (!kept.isEmpty() && !kept.getLast().equals("..")) {
            kept.removeLast();
          } else if (!isRooted) {
            kept.add(component);
          }
        }
        default -> kept.add(component);
      }
    }
    var joined = String.join("/", kept);
    if (isRooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  /** Every letter in its lower case; each byte that is not UTF-8 becomes U+FFFD. */
  static byte[] toLowerCase(byte[] utf8) {
    var lower = new ByteArrayOutputStream(utf8.length);
    for (int at = 0; at < utf8.length; ) {
      int size = Utf8.sequenceLength(utf8, at);
      int letter = size == 0 ? REPLACEMENT : Utf8.codePoint(utf8, at, size);
      var text = Character.toString(Character.toLowerCase(letter));
      lower.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      at += Math.max(1, size);
    }
    return lower.toByteArray();
  }
}
