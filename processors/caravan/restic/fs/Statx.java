package caravan.restic.fs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** The call {@code statx}, whose struct is the same on every architecture. */
final class Statx {
  private static final int BASIC_STATS = 0x7ff;
  private static final byte[] ITSELF = {};

  private Statx() {}

  /** Fills this thread's memory; 0, or the negative errno. */
  static long call(int fd, byte[] name) {
    var memory = NativeMemory.ofThread();
    int flags = OpenFlags.AT_SYMLINK_NOFOLLOW | (name.length == 0 ? OpenFlags.AT_EMPTY_PATH : 0);
    return Libc.call(
        Syscall.STATX, fd, memory.string(name), flags, BASIC_STATS, memory.statx.address());
  }

  static FileStat of(int fd, byte[] path) {
    long result = call(fd, ITSELF);
    if (result < 0) {
      throw PosixException.of("stat", path, (int) -result);
    }
    return result();
  }

  /** What the last call of this thread found. */
  static FileStat result() {
    var statx = NativeMemory.ofThread().statx;
    return new FileStat(
        statx.get(JAVA_SHORT, 28) & 0xffff,
        statx.get(JAVA_LONG, 32),
        device(statx, 136),
        statx.get(JAVA_INT, 16) & 0xffffffffL,
        statx.get(JAVA_INT, 20),
        statx.get(JAVA_INT, 24),
        device(statx, 128),
        statx.get(JAVA_LONG, 40),
        statx.get(JAVA_LONG, 112),
        statx.get(JAVA_INT, 120),
        statx.get(JAVA_LONG, 64),
        statx.get(JAVA_INT, 72),
        statx.get(JAVA_LONG, 96),
        statx.get(JAVA_INT, 104));
  }

  /** Major and minor number as {@code st_dev} and {@code st_rdev} join them. */
  private static long device(MemorySegment statx, long offset) {
    long major = statx.get(JAVA_INT, offset) & 0xffffffffL;
    long minor = statx.get(JAVA_INT, offset + 4) & 0xffffffffL;
    return (minor & 0xff)
        | (major & 0xfff) << 8
        | (minor & 0xffffff00L) << 12
        | (major & 0xfffff000L) << 32;
  }
}
