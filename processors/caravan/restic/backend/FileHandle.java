package caravan.restic.backend;

import caravan.restic.Id;

/** One file of a repository: its kind and its name (64 hex digits, empty for the config). */
public record FileHandle(FileType type, String name) {
  public static final FileHandle CONFIG = new FileHandle(FileType.CONFIG, "");

  public static FileHandle of(FileType type, Id id) {
    return new FileHandle(type, id.toString());
  }

  /** Where the file lies below the repository's root, e.g. {@code data/ab/ab12...}. */
  public String path() {
    return switch (type) {
      case CONFIG -> type.folder();
      case DATA -> type.folder() + "/" + name.substring(0, 2) + "/" + name;
      default -> type.folder() + "/" + name;
    };
  }

  @Override
  public String toString() {
    return path();
  }
}
