package caravan.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is wrong with a document, in the words of its writer.
 *
 * @param field the path of the field it is about, empty when that is not known
 * @param line where the reader gave up, 0 when that is not known
 */
record Explanation(String field, int line, String message) {

  static Explanation of(JsonProcessingException e) {
    return of(e, MissingNode.getInstance());
  }

  /**
   * @param shown what values may be shown of
   */
  static Explanation of(JsonProcessingException e, JsonNode shown) {
    var message =
        switch (e) {
          case UnrecognizedPropertyException unknown -> unknown(unknown);
          case MismatchedInputException mismatch -> mismatch(mismatch, shown);
          case JsonMappingException mapping -> path(mapping) + ": " + firstLine(mapping);
          default -> "is no YAML: " + firstLine(e);
        };
    var field = e instanceof JsonMappingException mapping ? path(mapping) : "";
    return new Explanation(field, line(e.getLocation()), message);
  }

  private static String unknown(UnrecognizedPropertyException e) {
    var known = e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
    return "unknown field " + path(e) + "; " + suggestion(e.getPropertyName(), known);
  }

  private static String suggestion(String name, Collection<String> known) {
    return known.stream()
        .filter(other -> isNear(name, other))
        .findFirst()
        .map(other -> "did you mean " + other + "?")
        .orElse("there are " + String.join(", ", known));
  }

  /** Equal but for case, or with one letter too many, too few or wrong, or two swapped. */
  private static boolean isNear(String a, String b) {
    var x = a.toLowerCase(Locale.ROOT);
    var y = b.toLowerCase(Locale.ROOT);
    int same = 0;
    int shorter = Math.min(x.length(), y.length());
    while (same < shorter && x.charAt(same) == y.charAt(same)) {
      same++;
    }
    int end = 0;
    while (end < shorter - same
        && x.charAt(x.length() - 1 - end) == y.charAt(y.length() - 1 - end)) {
      end++;
    }
    int left = Math.max(x.length(), y.length()) - same - end;
    return left <= 1 || left == 2 && x.length() == y.length();
  }

  private static String mismatch(MismatchedInputException e, JsonNode shown) {
    var value = shown.at("/" + path(e).replace('.', '/'));
    return path(e)
        + (value.isValueNode() ? " \"" + value.asText() + "\"" : "")
        + " is not "
        + expected(e.getTargetType());
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "what belongs here";
    }
    if (type == String.class) {
      return "text; put it in quotes";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == Instant.class) {
      return "a time like 2026-01-31T12:00:00Z";
    }
    if (List.class.isAssignableFrom(type)) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type) ? "a map of names and values" : "a block of fields";
  }

  private static String path(JsonMappingException e) {
    var path =
        e.getPath().stream()
            .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : it.getFieldName())
            .collect(Collectors.joining("."))
            .replace(".[", "[");
    return path.isEmpty() ? "the document" : path;
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
  }

  private static int line(JsonLocation location) {
    return location == null ? 0 : Math.max(location.getLineNr(), 0);
  }
}
