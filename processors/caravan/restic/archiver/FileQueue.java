package caravan.restic.archiver;

import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Files waiting to be read, in the order of the walk. A large file is handed to every worker that
 * asks until all of it is read; only then the next one follows, so that few nodes wait for their
 * turn in a tree.
 */
final class FileQueue {
  private static final int CAPACITY = 128;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();
  private final ArrayDeque<FileTask> waiting = new ArrayDeque<>(CAPACITY);
  private LargeFile shared;
  private boolean isClosed;
  private volatile Throwable failure;

  /** Waits for room. */
  void put(FileTask task) {
    try {
      lock.lockInterruptibly();
      try {
        while (waiting.size() == CAPACITY && failure == null) {
          notFull.await();
        }
        ensureRunning();
        waiting.add(task);
        notEmpty.signal();
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  /** Work for one worker: a file of its own, or a share in a large one; null when all is done. */
  FileWork take() {
    try {
      lock.lockInterruptibly();
      try {
        while (true) {
          ensureRunning();
          if (shared != null && !shared.isRead()) {
            return shared;
          }
          var task = waiting.poll();
          if (task != null) {
            return begin(task);
          }
          if (isClosed) {
            return null;
          }
          notEmpty.await();
        }
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private FileWork begin(FileTask task) {
    notFull.signal();
    if (!task.isLarge()) {
      return task;
    }
    shared = new LargeFile(task);
    notEmpty.signalAll();
    return shared;
  }

  /** No more files come. */
  void close() {
    lock.lock();
    isClosed = true;
    notEmpty.signalAll();
    lock.unlock();
  }

  /** Closes what a failure left open, when all threads have ended. */
  void release() {
    if (shared != null) {
      shared.close();
    }
  }

  /** Ends the work of all threads; the first failure is the one that counts. */
  void fail(Throwable cause) {
    lock.lock();
    if (failure == null) {
      failure = cause;
    }
    notFull.signalAll();
    notEmpty.signalAll();
    lock.unlock();
  }

  /** Null as long as all goes well. */
  Throwable failure() {
    return failure;
  }

  void ensureRunning() {
    if (failure != null) {
      throw new CancellationException("another thread of this backup failed");
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("the backup was interrupted");
  }
}
