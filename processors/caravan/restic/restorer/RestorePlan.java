package caravan.restic.restorer;

/** What the first walk found: directories, files, and whether names can be trusted. */
final class RestorePlan {
  private final Names names = new Names();
  private final DirectoryTable directories = new DirectoryTable(names);
  private final FileTable files = new FileTable(names);
  private final HardLinks links = new HardLinks();
  private boolean isTrusted = true;

  DirectoryTable directories() {
    return directories;
  }

  FileTable files() {
    return files;
  }

  HardLinks links() {
    return links;
  }

  byte[] location(int file) {
    return files.location(file, directories);
  }

  /** From here on nothing may be deleted. */
  void distrust() {
    isTrusted = false;
  }

  boolean isTrusted() {
    return isTrusted;
  }
}
