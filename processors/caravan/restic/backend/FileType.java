package caravan.restic.backend;

/** The kinds of file in a repository and the folder each lives in. */
public enum FileType {
  CONFIG("config"),
  KEYS("keys"),
  LOCKS("locks"),
  SNAPSHOTS("snapshots"),
  INDEX("index"),
  DATA("data");

  private final String folder;

  FileType(String folder) {
    this.folder = folder;
  }

  /** The folder below the repository's root; for the config the file itself. */
  public String folder() {
    return folder;
  }
}
