package caravan.storage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A limit in bytes per second that all transfers of a store share in one direction. */
final class ByteRate {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SLICE_BYTES = 8 << 10;
  private final long bytesPerSecond;
  private long free;

  private ByteRate(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    this.free = System.nanoTime();
  }

  /** 0 is no limit. */
  static ByteRate ofKib(int kibPerSecond) {
    return new ByteRate(kibPerSecond * 1024L);
  }

  /** How many bytes may be moved at a time, so that waits are short and shared fairly. */
  int slice(int bytes) {
    return bytesPerSecond == 0 ? bytes : Math.min(bytes, SLICE_BYTES);
  }

  /** Waits until the bytes that were moved fit the rate. */
  void moved(int bytes) {
    if (bytesPerSecond == 0 || bytes <= 0) {
      return;
    }
    long until = reserve(bytes);
    for (long wait = until - System.nanoTime(); wait > 0; wait = until - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(this, wait);
    }
  }

  private synchronized long reserve(int bytes) {
    free = Math.max(free, System.nanoTime()) + bytes * NANOS / bytesPerSecond;
    return free;
  }
}
