package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;
import caravan.restic.repository.BlobSaver.Saved;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that several workers save together: reading and cutting go one after the other, everything
 * else side by side.
 */
final class LargeFile implements FileWork, AutoCloseable {
  private final FileTask task;
  private final List<Id> content = new ArrayList<>();
  private OpenFile file;
  private FileStat stat;
  private long position;
  private int saved;
  private boolean isHandedOver;
  private Added added = Added.NOTHING;
  private PosixException failure;
  private volatile boolean isRead;

  LargeFile(FileTask task) {
    this.task = task;
  }

  FileTask task() {
    return task;
  }

  /** Whether there is nothing left to read; chunks may still be on their way. */
  boolean isRead() {
    return isRead;
  }

  /**
   * Reads the next chunk.
   *
   * @return its number, -1 when there is none
   */
  synchronized int read(ChunkReader chunks, BackupListener listener) {
    if (isRead) {
      return -1;
    }
    try {
      if (file == null) {
        listener.started(task.shownPath());
        file = task.open();
        stat = file.stat();
      }
      int length = chunks.read(file, position);
      position += length;
      if (chunks.isAtEnd()) {
        close();
      }
      if (length == 0) {
        return -1;
      }
      content.add(null);
      return content.size() - 1;
    } catch (PosixException e) {
      failure = e;
      close();
      return -1;
    }
  }

  synchronized void saved(int number, Saved chunk, int length) {
    content.set(number, chunk.id());
    added = added.and(chunk, length);
    saved++;
  }

  /** Whether all of it is read and saved; only one caller is told so. */
  synchronized boolean isDone() {
    if (isRead && saved == content.size() && !isHandedOver) {
      isHandedOver = true;
      return true;
    }
    return false;
  }

  /** Null when all of it could be read. */
  synchronized PosixException failure() {
    return failure;
  }

  synchronized FileStat stat() {
    return stat;
  }

  synchronized long sizeBytes() {
    return position;
  }

  synchronized List<Id> content() {
    return content;
  }

  synchronized Added added() {
    return added;
  }

  /** Ends the reading. */
  @Override
  public synchronized void close() {
    isRead = true;
    if (file != null) {
      file.close();
    }
  }
}
