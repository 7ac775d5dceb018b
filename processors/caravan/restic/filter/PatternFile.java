package caravan.restic.filter;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The content of an exclude or include file: a pattern on each line, {@code #} for comments, {@code
 * $VARIABLE} from the environment.
 */
public final class PatternFile {
  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] BIG_ENDIAN_MARK = {(byte) 0xfe, (byte) 0xff};

  private PatternFile() {}

  /**
   * The patterns in a file's content, as bytes.
   *
   * @param environment gives a variable's value, or null when it is not set
   */
  public static List<byte[]> parse(byte[] content, UnaryOperator<String> environment) {
    var patterns = new ArrayList<byte[]>();
    for (var line : decode(content).split("\n")) {
      var text = trim(line);
      if (!text.isEmpty() && !text.startsWith("#")) {
        patterns.add(ByteText.toBytes(Variables.expand(text, environment)));
      }
    }
    return patterns;
  }

  private static String decode(byte[] content) {
    if (startsWith(content, UTF_8_MARK)) {
      return ByteText.of(Arrays.copyOfRange(content, UTF_8_MARK.length, content.length));
    }
    if (startsWith(content, LITTLE_ENDIAN_MARK)) {
      return decodeUtf16(content, StandardCharsets.UTF_16LE);
    }
    if (startsWith(content, BIG_ENDIAN_MARK)) {
      return decodeUtf16(content, StandardCharsets.UTF_16BE);
    }
    return ByteText.of(content);
  }

  private static String decodeUtf16(byte[] content, Charset charset) {
    return ByteText.of(new String(content, 2, content.length - 2, charset));
  }

  private static boolean startsWith(byte[] content, byte[] mark) {
    return content.length >= mark.length
        && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
  }

  /** Without the ASCII white space around; other chars are bytes of something longer. */
  private static String trim(String line) {
    int from = 0;
    int to = line.length();
    while (from < to && isSpace(line.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(line.charAt(to - 1))) {
      to--;
    }
    return line.substring(from, to);
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character >= '\t' && character <= '\r';
  }
}
