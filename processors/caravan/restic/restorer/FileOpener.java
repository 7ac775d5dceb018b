package caravan.restic.restorer;

import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;

/** Opens files of the target for their content, new ones where nothing of use lies there. */
final class FileOpener {
  private static final int PRIVATE_MODE = 0600;
  private final Run run;
  private final FileTable files;
  private final SparseFiles sparse;

  FileOpener(Run run, SparseFiles sparse) {
    this.run = run;
    this.sparse = sparse;
    files = run.files();
  }

  /** For one thread at a time of the same file. */
  OpenFile open(int file, Directory directory) {
    return files.state(file) == FileState.MISSING
        ? create(file, directory)
        : openAgain(file, directory);
  }

  private OpenFile create(int file, Directory directory) {
    var name = files.name(file);
    var open = createInPlaceOf(directory, name);
    try {
      long size = files.sizeBytes(file);
      if (sparse.includes(file)) {
        open.truncate(size);
      } else if (size > 0) {
        open.allocate(size);
      }
      files.setCreated(file);
      return open;
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private OpenFile createInPlaceOf(Directory directory, byte[] name) {
    try {
      return directory.openForWriting(name, true);
    } catch (PosixException e) {
      if (e.errno() != Errno.EEXIST) {
        throw e;
      }
      Removal.makeRoom(directory, name, run.options().delete());
      return directory.openForWriting(name, true);
    }
  }

  private OpenFile openAgain(int file, Directory directory) {
    var name = files.name(file);
    var open = openEvenIfReadOnly(directory, name);
    try {
      var stat = open.stat();
      if (!stat.isRegular() || stat.links() > 1) {
        throw new PosixException(
            "open", run.path(file), Errno.EEXIST, "something else has taken its place meanwhile");
      }
      if (stat.sizeBytes() > files.sizeBytes(file)) {
        open.truncate(files.sizeBytes(file));
      }
      return open;
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** Modes are set again in the end. */
  private static OpenFile openEvenIfReadOnly(Directory directory, byte[] name) {
    try {
      return directory.openForWriting(name, false);
    } catch (PosixException e) {
      if (e.errno() != Errno.EACCES) {
        throw e;
      }
      directory.setMode(name, PRIVATE_MODE);
      return directory.openForWriting(name, false);
    }
  }
}
