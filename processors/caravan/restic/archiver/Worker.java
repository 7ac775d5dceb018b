package caravan.restic.archiver;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.chunker.Chunker;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import caravan.restic.repository.BlobSaver;
import caravan.restic.repository.Uploads;
import caravan.restic.snapshot.Node;
import java.util.ArrayList;

/** Reads files from the queue and saves their chunks, with buffers of its own. */
final class Worker implements Runnable {
  private final BackupRun run;
  private final Uploads uploads;
  private final ChunkReader chunks;
  private BlobSaver saver;
  private TreeSaver trees;

  Worker(BackupRun run, Uploads uploads) {
    this.run = run;
    this.uploads = uploads;
    this.chunks = new ChunkReader(Chunker.of(run.repository().config().chunkerPolynomial()));
  }

  @Override
  public void run() {
    try (var own = uploads.saver()) {
      saver = own;
      trees = new TreeSaver(run, saver);
      for (var work = run.queue().take(); work != null; work = run.queue().take()) {
        switch (work) {
          case FileTask file -> saveWhole(file);
          case LargeFile file -> saveShare(file);
        }
      }
    }
  }

  private void saveWhole(FileTask task) {
    run.listener().started(task.shownPath());
    try (var file = task.open()) {
      var stat = file.stat();
      var content = new ArrayList<Id>(1);
      var added = Added.NOTHING;
      long position = 0;
      do {
        int length = chunks.read(file, position);
        if (length > 0) {
          var saved = saveChunk(length);
          content.add(saved.id());
          added = added.and(saved, length);
          position += length;
        }
      } while (!chunks.isAtEnd());
      finish(task, run.inspector().file(task.entry(), stat, content, position), added);
    } catch (PosixException e) {
      leaveOut(task, e);
    }
  }

  private void saveShare(LargeFile file) {
    int number = file.read(chunks, run.listener());
    if (number >= 0) {
      int length = chunks.length();
      file.saved(number, saveChunk(length), length);
    }
    if (!file.isDone()) {
      return;
    }
    if (file.failure() != null) {
      leaveOut(file.task(), file.failure());
      return;
    }
    var entry = file.task().entry();
    var node = run.inspector().file(entry, file.stat(), file.content(), file.sizeBytes());
    finish(file.task(), node, file.added());
  }

  private BlobSaver.Saved saveChunk(int length) {
    var saved = saver.save(BlobType.DATA, chunks.buffer(), length);
    run.tally().saved(BlobType.DATA, saved, length);
    run.listener().read(length);
    return saved;
  }

  private void finish(FileTask task, Node node, Added added) {
    var sameText = run.finished(task.shownPath(), node, task.previous(), added);
    trees.fill(task.slot(), node, sameText);
  }

  /** A file that vanished meanwhile is not there to be saved; any other failure is told. */
  private void leaveOut(FileTask task, PosixException e) {
    if (e.errno() != Errno.ENOENT) {
      run.failures().add(task.entry().path(), e);
    }
    trees.fill(task.slot(), null, null);
  }
}
