package caravan.restic.archiver;

import java.util.ArrayList;
import java.util.List;

/** The threads of one backup: the first that fails ends all, and none outlives the others. */
final class Crew {
  private static final long STACK_BYTES = 64L << 20; // a deep folder is walked by recursion
  private final FileQueue queue;
  private final List<Thread> threads = new ArrayList<>();

  Crew(FileQueue queue) {
    this.queue = queue;
  }

  void start(String name, Runnable work) {
    var thread = new Thread(null, () -> guard(work), name, STACK_BYTES);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Waits for all of them and throws what ended the first one that failed. */
  void join() {
    boolean isInterrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          isInterrupted = true;
          queue.fail(new java.util.concurrent.CancellationException("the backup was interrupted"));
        }
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    switch (queue.failure()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  private void guard(Runnable work) {
    try {
      work.run();
    } catch (Throwable t) {
      queue.fail(t);
    }
  }
}
