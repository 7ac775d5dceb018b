package caravan.restic.restorer;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** What a walk learned of one directory's tree. */
final class TreeContent {
  private final Set<byte[]> names;
  private boolean hasSelected;
  private boolean isComplete;

  /** Names are only kept when something is to be deleted by them. */
  TreeContent(boolean keepsNames) {
    names = keepsNames ? new TreeSet<>(Arrays::compareUnsigned) : Set.of();
  }

  void add(byte[] name) {
    if (names instanceof TreeSet) {
      names.add(name);
    }
  }

  boolean contains(byte[] name) {
    return names.contains(name);
  }

  void select() {
    hasSelected = true;
  }

  /** Whether the filter selects anything below the directory. */
  boolean hasSelected() {
    return hasSelected;
  }

  void complete() {
    isComplete = true;
  }

  /** Whether every entry was read: only then it is known what does not belong there. */
  boolean isComplete() {
    return isComplete;
  }
}
