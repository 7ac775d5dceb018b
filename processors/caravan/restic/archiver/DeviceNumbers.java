package caravan.restic.archiver;

import caravan.restic.fs.FileStat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The {@code device_id} of nodes. In stable mode devices are counted from 1 in the order the walk
 * meets them, and only hard-linked files tell theirs, which restic needs to link them again.
 */
final class DeviceNumbers {
  private final DeviceIds mode;
  private final ConcurrentMap<Long, Long> numbers = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  DeviceNumbers(DeviceIds mode) {
    this.mode = mode;
  }

  long of(FileStat stat) {
    if (mode == DeviceIds.AS_FOUND) {
      return stat.device();
    }
    if (!stat.isDirectory() && stat.links() <= 1) {
      return 0;
    }
    // Directories count devices too: else a first hard link on one would renumber the others.
    long number = numbers.computeIfAbsent(stat.device(), device -> last.incrementAndGet());
    return stat.isDirectory() ? 0 : number;
  }
}
