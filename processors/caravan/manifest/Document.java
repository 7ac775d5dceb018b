package caravan.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One document of a YAML file.
 *
 * @param text preceded by an empty line for each line before it, so that a parser counts lines as
 *     the file's reader does
 */
record Document(String text, int firstLine) {
  private static final Pattern MARK = Pattern.compile("---(\\s.*)?");

  /** The documents of a file that hold anything; a broken one does not touch the others. */
  static List<Document> of(String file) {
    var documents = new ArrayList<Document>();
    var lines = file.lines().toList();
    int start = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || MARK.matcher(lines.get(i)).matches()) {
        add(documents, lines, start, i);
        start = i + 1;
      }
    }
    return documents;
  }

  private static void add(List<Document> documents, List<String> lines, int start, int end) {
    int first = start;
    while (first < end && isEmpty(lines.get(first))) {
      first++;
    }
    if (first < end) {
      var text = "\n".repeat(first) + String.join("\n", lines.subList(first, end)) + "\n";
      documents.add(new Document(text, first + 1));
    }
  }

  private static boolean isEmpty(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#") || line.equals("...");
  }
}
