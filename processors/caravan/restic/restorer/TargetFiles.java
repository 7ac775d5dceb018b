package caravan.restic.restorer;

import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files being written, shared by all workers: each stays open from its first piece to its last,
 * but for those that wait longest when there are too many.
 */
final class TargetFiles implements AutoCloseable {
  private static final int MAX_OPEN = 128;
  private final Run run;
  private final FileOpener opener;

  /** In the order of their last use. */
  private final Map<Integer, Handle> handles = new LinkedHashMap<>(16, 0.75f, true);

  TargetFiles(Run run, FileOpener opener) {
    this.run = run;
    this.opener = opener;
  }

  /** A file in use by at least one worker, or waiting for the next one. */
  static final class Handle {
    private final int file;
    private int users;
    private OpenFile open;

    Handle(int file) {
      this.file = file;
    }
  }

  /** Writes a part of a file; the last one closes it. */
  void write(int file, DirectoryCursor cursor, Write write) {
    var handle = take(file);
    boolean isDone = true;
    try {
      isDone = write.to(open(handle, cursor));
    } finally {
      giveBack(handle, isDone);
    }
  }

  /** What is done to an open file. */
  interface Write {
    /** Returns whether it was the last of the file. */
    boolean to(OpenFile open);
  }

  private OpenFile open(Handle handle, DirectoryCursor cursor) {
    synchronized (handle) {
      if (handle.open == null) {
        var directory = cursor.at(run.files().directory(handle.file));
        handle.open = opener.open(handle.file, directory);
      }
      return handle.open;
    }
  }

  private synchronized Handle take(int file) {
    var handle = handles.computeIfAbsent(file, Handle::new);
    handle.users++;
    if (handles.size() > MAX_OPEN) {
      closeOneThatWaits();
    }
    return handle;
  }

  private synchronized void giveBack(Handle handle, boolean isDone) {
    handle.users--;
    if (isDone && handle.users == 0) {
      handles.remove(handle.file);
      close(handle);
    }
  }

  private void closeOneThatWaits() {
    var waiting = handles.values().stream().filter(handle -> handle.users == 0).findFirst();
    waiting.ifPresent(
        handle -> {
          handles.remove(handle.file);
          close(handle);
        });
  }

  private void close(Handle handle) {
    if (handle.open != null) {
      try {
        handle.open.close();
      } catch (PosixException e) {
        run.fail(handle.file, e);
      }
    }
  }

  @Override
  public synchronized void close() {
    handles.values().forEach(this::close);
    handles.clear();
  }
}
