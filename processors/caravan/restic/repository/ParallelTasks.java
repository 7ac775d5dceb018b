package caravan.restic.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for many items, several at a time; the first failure ends it. */
final class ParallelTasks {
  private static final int MAX_THREADS = 16;

  private ParallelTasks() {}

  /** The results in the items' order. */
  static <T, R> List<R> map(List<T> items, int threads, Function<T, R> task) {
    int parallel = Math.clamp(Math.min(threads, items.size()), 1, MAX_THREADS);
    var factory = Thread.ofPlatform().daemon().name("load-", 0).factory();
    try (var executor = Executors.newFixedThreadPool(parallel, factory)) {
      var futures = new ArrayList<Future<R>>(items.size());
      for (var item : items) {
        futures.add(executor.submit((Callable<R>) () -> task.apply(item)));
      }
      try {
        return results(futures);
      } catch (RuntimeException | Error e) {
        executor.shutdownNow();
        throw e;
      }
    }
  }

  private static <R> List<R> results(List<Future<R>> futures) {
    var results = new ArrayList<R>(futures.size());
    try {
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files were loading", e);
    }
  }
}
