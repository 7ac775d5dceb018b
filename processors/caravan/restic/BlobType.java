package caravan.restic;

/** What a blob holds: a piece of a file, or a directory's tree. */
public enum BlobType {
  DATA,
  TREE;

  /** The word used in index files. */
  public String word() {
    return this == DATA ? "data" : "tree";
  }
}
