package caravan.cli;

import caravan.restic.filter.PatternList;
import caravan.restic.fs.BytePath;
import caravan.restic.rewriter.TreeRules;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.Summary;
import caravan.restic.snapshot.Timestamp;
import java.util.List;

/** Leaves files out of trees, or all others, and counts what stays. */
final class SelectedFiles implements TreeRules {
  private static final int VERY_VERBOSE = 3;
  private final Verb verb;
  private final List<PatternList> lists;
  private final boolean includes;
  private long files;
  private long bytes;

  private SelectedFiles(Verb verb, List<PatternList> lists, boolean includes) {
    this.verb = verb;
    this.lists = lists.stream().filter(list -> !list.isEmpty()).toList();
    this.includes = includes;
  }

  static SelectedFiles excluding(Verb verb, List<PatternList> lists) {
    return new SelectedFiles(verb, lists, false);
  }

  static SelectedFiles including(Verb verb, List<PatternList> lists) {
    return new SelectedFiles(verb, lists, true);
  }

  @Override
  public Node rewrite(byte[] path, Node node) {
    if (!isSelected(path, node)) {
      return null;
    }
    if (node.type() == NodeType.FILE) {
      files++;
      bytes += node.attributes().sizeBytes();
    }
    return node;
  }

  private boolean isSelected(byte[] path, Node node) {
    if (!includes) {
      boolean isExcluded = matches(path);
      tell(isExcluded, "excluding", path);
      return !isExcluded;
    }
    boolean isDirectory = node.type() == NodeType.DIR;
    boolean isSelected =
        matches(path)
            || isDirectory && lists.stream().anyMatch(list -> list.match(path).mayMatchBelow());
    tell(isSelected && !isDirectory, "including", path);
    return isSelected;
  }

  private boolean matches(byte[] path) {
    return lists.stream().anyMatch(list -> list.matches(path));
  }

  /** With includes, only what was asked for stays when it is empty. */
  @Override
  public boolean keepsEmpty(byte[] path) {
    boolean keeps = !includes || matches(path);
    tell(keeps && includes, "including directory", path);
    return keeps;
  }

  private void tell(boolean isSo, String what, byte[] path) {
    if (isSo && verb.global.verbosity() >= VERY_VERBOSE) {
      verb.sayAlways("%s \"%s\"".formatted(what, BytePath.display(path)));
    }
  }

  /** The snapshot's summary with what was counted. */
  Summary summary(Snapshot snapshot) {
    var old = snapshot.summary();
    if (old == null) {
      return new Summary(
          Timestamp.ZERO, Timestamp.ZERO, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, files, bytes);
    }
    return new Summary(
        old.backupStart(),
        old.backupEnd(),
        old.filesNew(),
        old.filesChanged(),
        old.filesUnmodified(),
        old.dirsNew(),
        old.dirsChanged(),
        old.dirsUnmodified(),
        old.dataBlobs(),
        old.treeBlobs(),
        old.dataAdded(),
        old.dataAddedPacked(),
        files,
        bytes);
  }
}
