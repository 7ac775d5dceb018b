package caravan.restic.archiver;

import caravan.restic.chunker.Chunker;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;

/**
 * A file that is to be read.
 *
 * @param slot where its node goes
 * @param previous the parent's node of that name, or null
 * @param sizeBytes as the walk found it
 */
record FileTask(OpenTree.Slot slot, Entry entry, ParentNode previous, long sizeBytes)
    implements FileWork {

  /** Whether it may have more than one chunk. */
  boolean isLarge() {
    return sizeBytes > Chunker.MIN_BYTES;
  }

  /** Opens the file, which must be one still. */
  OpenFile open() {
    var file = entry.directory().openForReading(entry.name());
    try {
      if (!file.stat().isRegular()) {
        throw new PosixException("open", shownPath(), 0, "changed its type, refusing to save it");
      }
      return file;
    } catch (PosixException e) {
      file.close();
      throw e;
    }
  }

  /** The file's path in the snapshot. */
  String shownPath() {
    return BytePath.display(slot.tree().pathOf(entry.shownName()));
  }
}
