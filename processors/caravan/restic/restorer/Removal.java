package caravan.restic.restorer;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.PosixException;
import java.util.function.Consumer;

/** Removes entries of the target, never what a link points to and never another file system. */
final class Removal {
  private final boolean dryRun;
  private final Consumer<byte[]> removed;

  /** Hears the location of each entry that is gone; a dry run only says what would be. */
  Removal(boolean dryRun, Consumer<byte[]> removed) {
    this.dryRun = dryRun;
    this.removed = removed;
  }

  /** Makes room: a directory with something in it only when {@code withContent}. */
  static void makeRoom(Directory directory, byte[] name, boolean withContent) {
    var there = directory.statIfPresent(name);
    if (there == null) {
      return;
    }
    if (there.isDirectory() && !withContent) {
      directory.removeDirectory(name);
    } else {
      new Removal(false, location -> {}).remove(directory, name, new byte[0]);
    }
  }

  /** Removes an entry and all that is in it. */
  void remove(Directory directory, byte[] name, byte[] location) {
    var there = directory.stat(name);
    if (there.isDirectory()) {
      failIfElsewhere(directory, there, name);
      try (var inside = directory.child(name)) {
        for (byte[] entry : inside.names()) {
          remove(inside, entry, BytePath.join(location, entry));
        }
      }
      if (!dryRun) {
        directory.removeDirectory(name);
      }
    } else if (!dryRun) {
      directory.removeFile(name);
    }
    removed.accept(location);
  }

  private static void failIfElsewhere(Directory directory, FileStat there, byte[] name) {
    if (directory.stat().device() != there.device()) {
      throw new PosixException(
          "remove",
          BytePath.display(BytePath.join(directory.path(), name)),
          Errno.EPERM,
          "another file system is mounted there");
    }
  }
}
