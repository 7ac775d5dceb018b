package caravan.restic.archiver;

import caravan.restic.fs.FileStat;

/** Says which entries of the file system belong into a backup. */
@FunctionalInterface
public interface EntryFilter {
  EntryFilter ALL = (path, stat) -> true;

  boolean accepts(byte[] absolutePath, FileStat stat);
}
