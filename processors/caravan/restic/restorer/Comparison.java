package caravan.restic.restorer;

import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;
import caravan.restic.index.BlobIndex;
import caravan.restic.restorer.RestoreListener.Action;

/**
 * Looks at what lies in the place of each file and decides what is to be done about it: finds the
 * pieces that are right already, and settles the files that need no content.
 */
final class Comparison implements Crew.Member {
  private static final int PRIVATE_MODE = 0600;
  private final Run run;
  private final FileTable files;
  private final BlobIndex index;
  private final FileOpener opener;
  private final DirectoryCursor cursor;
  private final PieceHash hash = new PieceHash();

  Comparison(Run run, FileOpener opener, Directory target) {
    this.run = run;
    this.opener = opener;
    files = run.files();
    index = run.repository().index();
    cursor = new DirectoryCursor(run.plan().directories(), target);
  }

  @Override
  public void work(int file) {
    try {
      if (files.state(file) == FileState.THERE) {
        compare(file);
      }
      settle(file);
    } catch (PosixException e) {
      run.fail(file, e);
    }
  }

  private void compare(int file) {
    var directory = cursor.at(files.directory(file));
    try (var open = open(directory, files.name(file))) {
      files.setState(file, compare(file, open));
    } catch (PosixException e) {
      // What cannot be read is made anew.
      files.setState(file, FileState.MISSING);
    }
    if (files.state(file) == FileState.MISSING) {
      for (int piece = files.firstPiece(file); piece < files.endPiece(file); piece++) {
        files.setPresent(piece, false);
      }
    }
  }

  private OpenFile open(Directory directory, byte[] name) {
    try {
      return directory.openForReading(name);
    } catch (PosixException e) {
      if (e.errno() != Errno.EACCES || run.options().dryRun()) {
        throw e;
      }
      directory.setMode(name, PRIVATE_MODE);
      return directory.openForReading(name);
    }
  }

  private FileState compare(int file, OpenFile open) {
    var stat = open.stat();
    if (!stat.isRegular()) {
      return FileState.MISSING;
    }
    boolean isEqual = stat.sizeBytes() == files.sizeBytes(file);
    for (int piece = files.firstPiece(file); piece < files.endPiece(file); piece++) {
      var blob = index.locationAt(files.blob(piece)).entry();
      boolean matches = hash.matches(open, files.offset(piece), blob.plaintextBytes(), blob.id());
      files.setPresent(piece, matches);
      isEqual &= matches;
    }
    boolean hasOtherNames = stat.links() > 1;
    if (isEqual && (!hasOtherNames || run.plan().links().isLinked(file))) {
      return FileState.EQUAL;
    }
    // Its other names may lie anywhere: they keep the old file, this one gets a new one.
    return hasOtherNames ? FileState.MISSING : FileState.DIFFERENT;
  }

  private void settle(int file) {
    long size = files.sizeBytes(file);
    switch (files.state(file)) {
      case EQUAL, SKIPPED -> run.tally().skip(run.plan().location(file), size);
      case MISSING, DIFFERENT -> {
        run.tally().plan(size);
        if (run.options().dryRun()) {
          finish(file);
          return;
        }
        long missing = missingBytes(file);
        if (missing > 0) {
          run.tally().written(size - missing);
        } else {
          opener.open(file, cursor.at(files.directory(file))).close();
          finish(file);
        }
      }
      default -> {}
    }
  }

  private long missingBytes(int file) {
    long missing = 0;
    for (int piece = files.firstPiece(file); piece < files.endPiece(file); piece++) {
      if (!files.isPresent(piece)) {
        missing += index.locationAt(files.blob(piece)).entry().plaintextBytes();
      }
    }
    return missing;
  }

  private void finish(int file) {
    long size = files.sizeBytes(file);
    var action = files.state(file) == FileState.DIFFERENT ? Action.UPDATED : Action.RESTORED;
    run.tally().written(size);
    run.tally().finish(run.plan().location(file), action, size);
  }

  @Override
  public void close() {
    cursor.close();
  }
}
