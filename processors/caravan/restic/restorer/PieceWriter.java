package caravan.restic.restorer;

import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;
import caravan.restic.restorer.RestoreListener.Action;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Writes a blob to every place that consists of it; workers share it. */
final class PieceWriter implements AutoCloseable {
  private static final byte[] ZEROS = new byte[64 << 10];
  private final Run run;
  private final FileTable files;
  private final SparseFiles sparse;
  private final TargetFiles targets;

  /** How many pieces each file still waits for. */
  private final AtomicIntegerArray missing;

  PieceWriter(Run run, FileOpener opener, SparseFiles sparse) {
    this.run = run;
    this.sparse = sparse;
    files = run.files();
    targets = new TargetFiles(run, opener);
    missing = new AtomicIntegerArray(files.files());
    for (int file = 0; file < files.files(); file++) {
      for (int piece = files.firstPiece(file); piece < files.endPiece(file); piece++) {
        missing.addAndGet(file, files.isPresent(piece) ? 0 : 1);
      }
    }
  }

  void write(WantedBlob blob, byte[] content, DirectoryCursor cursor) {
    for (int piece : blob.pieces()) {
      int file = files.fileOf(piece);
      if (files.state(file) != FileState.FAILED) {
        try {
          targets.write(file, cursor, open -> write(piece, content, open));
        } catch (PosixException e) {
          run.fail(file, e);
        }
      }
    }
  }

  /** None of the files that need the blob can be restored. */
  void fail(WantedBlob blob, String reason) {
    for (int piece : blob.pieces()) {
      run.fail(files.fileOf(piece), reason);
    }
  }

  boolean isWanted(WantedBlob blob) {
    return Arrays.stream(blob.pieces())
        .anyMatch(piece -> files.state(files.fileOf(piece)) != FileState.FAILED);
  }

  private boolean write(int piece, byte[] content, OpenFile open) {
    int file = files.fileOf(piece);
    int zeros = sparse.includes(file) ? leadingZeros(content) : 0;
    open.write(content, zeros, content.length - zeros, files.offset(piece) + zeros);
    run.tally().written(content.length);
    if (missing.decrementAndGet(file) > 0) {
      return false;
    }
    var action = files.state(file) == FileState.DIFFERENT ? Action.UPDATED : Action.RESTORED;
    run.tally().finish(run.plan().location(file), action, files.sizeBytes(file));
    return true;
  }

  private static int leadingZeros(byte[] content) {
    for (int at = 0; at < content.length; at += ZEROS.length) {
      int length = Math.min(ZEROS.length, content.length - at);
      int mismatch = Arrays.mismatch(content, at, at + length, ZEROS, 0, length);
      if (mismatch >= 0) {
        return at + mismatch;
      }
    }
    return content.length;
  }

  @Override
  public void close() {
    targets.close();
  }
}
