package caravan.restic.restorer;

import caravan.restic.RestoreIncomplete;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Threads that take one numbered item after another; the first failure stops them all. */
final class Crew {
  private final int items;
  private final Supplier<? extends Member> members;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Crew(int items, Supplier<? extends Member> members) {
    this.items = items;
    this.members = members;
  }

  /** What one thread works with. */
  interface Member extends AutoCloseable {
    void work(int item);

    @Override
    void close();
  }

  /** Ends when no thread works any more. */
  static void run(int threads, int items, Supplier<? extends Member> members) {
    new Crew(items, members).run(Math.clamp(threads, 1, Math.max(items, 1)));
  }

  private void run(int count) {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("restore-" + i).start(this::work));
    }
    for (var thread : threads) {
      join(thread);
    }
    switch (failure.get()) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  private void work() {
    try (var member = members.get()) {
      for (int item; failure.get() == null && (item = next.getAndIncrement()) < items; ) {
        member.work(item);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void join(Thread thread) {
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
        failure.compareAndSet(
            null, new RestoreIncomplete("the restore was interrupted; run it again to go on"));
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
