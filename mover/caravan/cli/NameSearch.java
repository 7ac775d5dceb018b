package caravan.cli;

import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.filter.PatternList;
import caravan.restic.snapshot.Node;
import caravan.restic.walker.SnapshotWalk;

/** Finds what has one of the names and was modified at the right time. */
record NameSearch(PatternList patterns, FindTimes times, FindReport report)
    implements SnapshotWalk.Visitor {
  @Override
  public boolean visit(Id tree, byte[] path, Node node) {
    var match = patterns.match(path);
    if (match.matches() && times.accept(node.attributes().mtime())) {
      report.match(path, node);
    }
    return match.mayMatchBelow();
  }

  @Override
  public void unreadable(Id tree, ResticException cause) {
    report.unreadable(tree, cause);
  }
}
