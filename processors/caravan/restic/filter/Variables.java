package caravan.restic.filter;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Puts values for {@code $NAME} and {@code ${NAME}} into a text; {@code $$} is one dollar. */
final class Variables {
  private static final String SPECIAL = "*#$@!?-0123456789";
  private final String text;
  private final UnaryOperator<String> environment;
  private final StringBuilder expanded = new StringBuilder();
  private int at;

  private Variables(String byteText, UnaryOperator<String> environment) {
    text = byteText;
    this.environment = environment;
  }

  static String expand(String byteText, UnaryOperator<String> environment) {
    return new Variables(byteText, environment).expand();
  }

  private String expand() {
    while (at < text.length()) {
      char character = text.charAt(at++);
      if (character != '$' || at == text.length()) {
        expanded.append(character);
      } else if (text.charAt(at) == '{') {
        at++;
        appendBraced();
      } else if (SPECIAL.indexOf(text.charAt(at)) >= 0) {
        append(text.substring(at, ++at));
      } else {
        appendName();
      }
    }
    return expanded.toString();
  }

  /** A brace that does not end, or has nothing inside, is dropped, as Go does. */
  private void appendBraced() {
    int end = text.indexOf('}', at);
    if (end > at) {
      append(text.substring(at, end));
    }
    if (end >= 0) {
      at = end + 1;
    }
  }

  private void appendName() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      expanded.append('$');
    } else {
      append(text.substring(start, at));
    }
  }

  private void append(String name) {
    if (name.equals("$")) {
      expanded.append('$');
      return;
    }
    var value = environment.apply(new String(ByteText.toBytes(name), StandardCharsets.UTF_8));
    if (value != null) {
      expanded.append(ByteText.of(value));
    }
  }

  private static boolean isNamePart(char character) {
    return character == '_'
        || character >= '0' && character <= '9'
        || character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z';
  }
}
