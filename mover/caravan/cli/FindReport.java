package caravan.cli;

import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.StoredSnapshot;

/** Prints what is found, snapshot by snapshot. */
interface FindReport {
  /** What follows is in this snapshot. */
  void in(StoredSnapshot stored);

  void match(byte[] path, Node node);

  /**
   * @param kind blob or tree
   * @param holder the tree that names a blob, null for trees
   */
  void object(String kind, Id id, byte[] path, Id holder);

  /** A tree could not be looked into. */
  void unreadable(Id tree, ResticException cause);

  void finish();
}
