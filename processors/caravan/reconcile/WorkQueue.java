package caravan.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The keys that wait for a worker, each with the time from which it may be taken. A key waits once,
 * however often it is added, and is never with two workers: what is added while its worker is busy
 * waits until that is done.
 *
 * @param <K> what an object is known by
 */
final class WorkQueue<K> {
  /** Times further apart than a long counts in nanoseconds could not be compared. */
  private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

  private record Entry<K>(long dueNanos, long order, K key) {}

  private final BackOff backOff;
  private final TreeSet<Entry<K>> waiting = new TreeSet<>(WorkQueue::compare);
  private final Map<K, Entry<K>> byKey = new HashMap<>();
  private final Set<K> running = new HashSet<>();
  private final Map<K, Long> again = new HashMap<>();
  private final Map<K, Integer> failures = new HashMap<>();
  private long order;
  private boolean closed;

  WorkQueue(BackOff backOff) {
    this.backOff = backOff;
  }

  private static int compare(Entry<?> a, Entry<?> b) {
    int byTime = Long.compare(a.dueNanos() - b.dueNanos(), 0);
    return byTime != 0 ? byTime : Long.compare(a.order(), b.order());
  }

  void add(K key) {
    addAfter(key, Duration.ZERO);
  }

  /** The earliest of several times counts; what has passed already is now. */
  synchronized void addAfter(K key, Duration delay) {
    if (closed) {
      return;
    }
    long due = System.nanoTime() + nanos(delay);
    if (running.contains(key)) {
      again.merge(key, due, (a, b) -> a - b < 0 ? a : b);
      return;
    }
    var before = byKey.get(key);
    if (before == null || due - before.dueNanos() < 0) {
      if (before != null) {
        waiting.remove(before);
      }
      put(key, due);
      notifyAll();
    }
  }

  private static long nanos(Duration delay) {
    if (delay.isNegative()) {
      return 0;
    }
    return (delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY).toNanos();
  }

  /** Adds a key whose pass failed, the later the more often that happened in a row. */
  synchronized void addFailed(K key) {
    addAfter(key, backOff.delay(failures.merge(key, 1, Integer::sum)));
  }

  /** The key's pass went well. */
  synchronized void forgetFailures(K key) {
    failures.remove(key);
  }

  private void put(K key, long due) {
    var entry = new Entry<>(due, order++, key);
    byKey.put(key, entry);
    waiting.add(entry);
  }

  /** Blocks until a key is due; null when the queue was closed. */
  synchronized K take() throws InterruptedException {
    while (!closed) {
      if (waiting.isEmpty()) {
        wait();
        continue;
      }
      var first = waiting.first();
      long nanos = first.dueNanos() - System.nanoTime();
      if (nanos <= 0) {
        waiting.remove(first);
        byKey.remove(first.key());
        running.add(first.key());
        return first.key();
      }
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }
    return null;
  }

  /** Gives the key back; what was added meanwhile waits now. */
  synchronized void done(K key) {
    running.remove(key);
    var due = again.remove(key);
    if (due != null && !closed) {
      put(key, due);
    }
    notifyAll();
  }

  /** Nobody gets a key any more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    byKey.clear();
    again.clear();
    notifyAll();
  }

  /** How many keys could be taken now. */
  synchronized int depth() {
    long now = System.nanoTime();
    int due = 0;
    for (var entry : waiting) {
      if (entry.dueNanos() - now > 0) {
        break;
      }
      due++;
    }
    return due;
  }

  /** How long the key that is due longest has waited for a worker. */
  synchronized Duration lag() {
    if (waiting.isEmpty()) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(Math.max(0, System.nanoTime() - waiting.first().dueNanos()));
  }

  synchronized int runningCount() {
    return running.size();
  }

  synchronized int failingCount() {
    return failures.size();
  }
}
