package caravan.restic.restorer;

import caravan.restic.fs.Directory;
import caravan.restic.fs.PosixException;
import caravan.restic.index.BlobIndex;

/** Reads every file that was written again and proves each piece by its hash. */
final class Verification implements Crew.Member {
  private final Run run;
  private final FileTable files;
  private final BlobIndex index;
  private final DirectoryCursor cursor;
  private final PieceHash hash = new PieceHash();

  Verification(Run run, Directory target) {
    this.run = run;
    files = run.files();
    index = run.repository().index();
    cursor = new DirectoryCursor(run.plan().directories(), target);
  }

  @Override
  public void work(int file) {
    if (files.state(file).isWritten()) {
      try {
        verify(file);
      } catch (PosixException e) {
        run.fail(file, e);
      }
    }
  }

  private void verify(int file) {
    try (var open = cursor.at(files.directory(file)).openForReading(files.name(file))) {
      var stat = open.stat();
      if (!stat.isRegular() || stat.sizeBytes() != files.sizeBytes(file)) {
        run.fail(
            file,
            "verification found %d bytes instead of %d"
                .formatted(stat.sizeBytes(), files.sizeBytes(file)));
        return;
      }
      for (int piece = files.firstPiece(file); piece < files.endPiece(file); piece++) {
        var blob = index.locationAt(files.blob(piece)).entry();
        if (!hash.matches(open, files.offset(piece), blob.plaintextBytes(), blob.id())) {
          run.fail(
              file,
              "verification found other content than was restored at offset "
                  + files.offset(piece));
          return;
        }
      }
      run.tally().verify();
    }
  }

  @Override
  public void close() {
    cursor.close();
  }
}
