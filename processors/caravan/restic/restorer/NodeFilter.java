package caravan.restic.restorer;

/** Says which nodes of a snapshot are restored. */
@FunctionalInterface
public interface NodeFilter {
  NodeFilter ALL = (path, isDirectory) -> Choice.SELECTED;

  /** The path begins with {@code /} and is made of raw bytes. */
  Choice choose(byte[] path, boolean isDirectory);

  /** What becomes of a node, and whether a directory is worth entering. */
  record Choice(boolean selected, boolean childMayBeSelected) {
    public static final Choice SELECTED = new Choice(true, true);
    public static final Choice SKIPPED = new Choice(false, false);
    public static final Choice ENTER = new Choice(false, true);
  }
}
