package caravan.restic.snapshot;

/** What a directory entry is, in the words of a tree. */
public enum NodeType {
  FILE("file"),
  DIR("dir"),
  SYMLINK("symlink"),
  DEV("dev"),
  CHARDEV("chardev"),
  FIFO("fifo"),
  SOCKET("socket"),
  IRREGULAR("irregular");

  private final String word;

  NodeType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
