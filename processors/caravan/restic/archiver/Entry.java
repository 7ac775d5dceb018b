package caravan.restic.archiver;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;

/**
 * One entry of an open directory.
 *
 * @param name its name there
 * @param shownName its name in the snapshot, nearly always the same
 */
record Entry(Directory directory, byte[] name, byte[] shownName) {
  static Entry of(Directory directory, byte[] name) {
    return new Entry(directory, name, name);
  }

  byte[] path() {
    return BytePath.join(directory.path(), name);
  }
}
