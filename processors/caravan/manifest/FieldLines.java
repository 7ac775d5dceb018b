package caravan.manifest;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** On which line each field of a document stands, by its path, e.g. {@code spec.trigger}. */
record FieldLines(Map<String, Integer> lines) {

  static FieldLines of(Document document) throws IOException {
    var lines = new HashMap<String, Integer>();
    try (var parser = Yaml.STRICT.createParser(document.text())) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          var pointer = parser.getParsingContext().pathAsPointer().toString();
          lines.putIfAbsent(
              pointer.substring(1).replace('/', '.'), parser.currentTokenLocation().getLineNr());
        }
      }
    }
    return new FieldLines(lines);
  }

  /** The line of the field, or of the nearest one it would stand in. */
  int of(String path, int otherwise) {
    var field = path;
    while (!lines.containsKey(field)) {
      int dot = field.lastIndexOf('.');
      if (dot < 0) {
        return otherwise;
      }
      field = field.substring(0, dot);
    }
    return lines.get(field);
  }
}
