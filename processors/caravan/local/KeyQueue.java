package caravan.local;

import java.util.HashSet;
import java.util.Set;

/**
 * Which objects wait for a worker and which have one: no object ever has two, and one that is asked
 * for again meanwhile gets another pass afterwards.
 *
 * @param <K> what an object is known by
 */
public final class KeyQueue<K> {
  private final Set<K> waiting = new HashSet<>();
  private final Set<K> running = new HashSet<>();

  /** Asks for a pass; true when the key is to be handed to a worker now. */
  public synchronized boolean offer(K key) {
    return waiting.add(key) && !running.contains(key);
  }

  /** A worker takes the key. */
  public synchronized void take(K key) {
    waiting.remove(key);
    running.add(key);
  }

  /** The worker is done; true when the key is to be handed to a worker again. */
  public synchronized boolean leave(K key) {
    running.remove(key);
    notifyAll();
    return waiting.contains(key);
  }

  public synchronized boolean isIdle() {
    return waiting.isEmpty() && running.isEmpty();
  }

  /** Blocks until nothing waits and nothing runs. */
  public synchronized void awaitIdle() throws InterruptedException {
    while (!isIdle()) {
      wait();
    }
  }
}
