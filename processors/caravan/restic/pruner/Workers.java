package caravan.restic.pruner;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks on some threads, on the caller's too when they are all busy. After the first failure
 * no further task begins.
 */
final class Workers implements AutoCloseable {
  private final ThreadPoolExecutor executor;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Workers(int threads) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(threads),
            Thread.ofPlatform().daemon().name("prune-", 0).factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  void submit(Runnable task) {
    failIfFailed();
    executor.execute(() -> run(task));
  }

  /** Waits for all tasks; fails as the first of them did. */
  void finish() {
    executor.close();
    failIfFailed();
  }

  /** Ends when no task runs any more: what follows may give up the lock. */
  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
  }

  private void run(Runnable task) {
    if (failure.get() == null) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void failIfFailed() {
    switch (failure.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}
