package caravan.cli;

import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.StoredSnapshot;

/** One way to print the files of a snapshot. */
interface Listing {
  void begin(StoredSnapshot stored);

  /**
   * @param path raw bytes within the snapshot, with a slash in front
   */
  void node(byte[] path, Node node);

  /** What follows lies in this folder, listed or not, until {@link #leave}. */
  default void enter(Node folder) {}

  default void leave() {}

  default void end() {}
}
