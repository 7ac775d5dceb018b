package caravan.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as restic prints it: columns two spaces apart, a rule below the head and after the rows.
 * Cells may have several lines.
 */
public final class TextTable {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> footer = new ArrayList<>();
  private boolean hasBlankLines;

  public TextTable(List<String> head) {
    this.head = List.copyOf(head);
  }

  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Parts rows of several lines. */
  public TextTable withBlankLines() {
    hasBlankLines = true;
    return this;
  }

  public TextTable footer(String line) {
    footer.add(line);
    return this;
  }

  public List<String> lines() {
    var widths = widths();
    var lines = new ArrayList<String>();
    addRow(lines, head, widths);
    int ruleLength = widths.stream().mapToInt(Integer::intValue).sum() + 2 * (widths.size() - 1);
    lines.add("-".repeat(ruleLength));
    for (var row : rows) {
      if (hasBlankLines && row != rows.getFirst()) {
        lines.add("");
      }
      addRow(lines, row, widths);
    }
    lines.add("-".repeat(ruleLength));
    lines.addAll(footer);
    return lines;
  }

  private static void addRow(List<String> lines, List<String> cells, List<Integer> widths) {
    var parts = cells.stream().map(cell -> cell.split("\n", -1)).toList();
    int height = parts.stream().mapToInt(part -> part.length).max().orElse(1);
    for (int line = 0; line < height; line++) {
      var text = new StringBuilder();
      for (int column = 0; column < cells.size(); column++) {
        var part = line < parts.get(column).length ? parts.get(column)[line] : "";
        text.append(column == 0 ? "" : "  ").append(part);
        text.repeat(' ', widths.get(column) - part.codePointCount(0, part.length()));
      }
      lines.add(text.toString().stripTrailing());
    }
  }

  private List<Integer> widths() {
    var widths = new ArrayList<Integer>();
    for (int column = 0; column < head.size(); column++) {
      int width = width(head.get(column));
      for (var row : rows) {
        width = Math.max(width, width(row.get(column)));
      }
      widths.add(width);
    }
    return widths;
  }

  private static int width(String cell) {
    return cell.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }
}
