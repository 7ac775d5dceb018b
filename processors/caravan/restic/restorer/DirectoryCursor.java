package caravan.restic.restorer;

import caravan.restic.fs.Directory;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads one thread to directories of the target by their numbers: one open directory after another,
 * never through a link. Those on the way stay open for the next one, which is mostly near.
 */
final class DirectoryCursor implements AutoCloseable {
  private final DirectoryTable table;
  private final Directory target;

  /** From below the target down to where the cursor is. */
  private final List<Step> steps = new ArrayList<>();

  private record Step(int number, Directory directory) {}

  DirectoryCursor(DirectoryTable table, Directory target) {
    this.table = table;
    this.target = target;
  }

  /** Open until the next call. */
  Directory at(int number) {
    if (!steps.isEmpty() && steps.getLast().number() == number) {
      return steps.getLast().directory();
    }
    var way = new ArrayList<Integer>();
    for (int at = number; at != DirectoryTable.ROOT; at = table.parent(at)) {
      way.addFirst(at);
    }
    int common = 0;
    while (common < Math.min(way.size(), steps.size())
        && way.get(common) == steps.get(common).number()) {
      common++;
    }
    closeDownTo(common);
    for (int step : way.subList(common, way.size())) {
      steps.add(new Step(step, last().child(table.name(step))));
    }
    return last();
  }

  private Directory last() {
    return steps.isEmpty() ? target : steps.getLast().directory();
  }

  private void closeDownTo(int count) {
    while (steps.size() > count) {
      steps.removeLast().directory().close();
    }
  }

  @Override
  public void close() {
    closeDownTo(0);
  }
}
