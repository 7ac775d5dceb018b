package caravan.restic.restorer;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;

/** A directory of the snapshot that a walk is inside of, and its counterpart in the target. */
final class Place implements AutoCloseable {
  private static final int DIRECTORY_MODE = 0700;
  private final Place parent;
  private final byte[] name;
  private final byte[] location;
  private final int depth;

  /** Its number in the {@link DirectoryTable}. */
  private final int number;

  /** Null as long as it is not open. */
  private Directory directory;

  private Place(Place parent, byte[] name, int number, Directory directory) {
    this.parent = parent;
    this.name = name;
    this.number = number;
    this.directory = directory;
    location = parent == null ? BytePath.of("/") : parent.locationOf(name);
    depth = parent == null ? 0 : parent.depth + 1;
  }

  /** The target itself; null stands for one that a dry run did not find. */
  static Place root(Directory target) {
    return new Place(null, new byte[0], DirectoryTable.ROOT, target);
  }

  Place child(byte[] name, int number) {
    return new Place(this, name, number, null);
  }

  Place parent() {
    return parent;
  }

  byte[] name() {
    return name;
  }

  int number() {
    return number;
  }

  int depth() {
    return depth;
  }

  byte[] location() {
    return location;
  }

  byte[] locationOf(byte[] entry) {
    return BytePath.join(location, entry);
  }

  /** Makes it where it is missing; what is no directory, such as a link, is removed for it. */
  Directory ensure() {
    if (directory == null) {
      var in = parent.ensure();
      var there = in.statIfPresent(name);
      if (there != null && !there.isDirectory()) {
        in.removeFile(name);
        there = null;
      }
      if (there == null) {
        in.makeDirectory(name, DIRECTORY_MODE);
      }
      directory = in.child(name);
    }
    return directory;
  }

  /** Null when the target has no such directory. */
  Directory find() {
    if (directory == null && parent != null) {
      var in = parent.find();
      var there = in == null ? null : in.statIfPresent(name);
      if (there != null && there.isDirectory()) {
        directory = in.child(name);
      }
    }
    return directory;
  }

  /** Leaves the target itself open. */
  @Override
  public void close() {
    if (parent != null && directory != null) {
      directory.close();
      directory = null;
    }
  }
}
