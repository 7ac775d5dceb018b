package caravan.restic.fs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An open regular file; positions are the caller's. */
public final class OpenFile implements AutoCloseable {
  private static final int SEEK_DATA = 3;

  /** {@code _IOW(0x94, 9, int)}. */
  private static final int FICLONE = 0x40049409;

  private final byte[] path;
  private int fd;

  OpenFile(int fd, byte[] path) {
    this.fd = fd;
    this.path = path;
  }

  public FileStat stat() {
    return Statx.of(fd, path);
  }

  /** Reads {@code length} bytes, fewer only at the end of the file; returns how many. */
  public int read(byte[] buffer, int offset, int length, long position) {
    var data = NativeMemory.ofThread().data();
    int done = 0;
    while (done < length) {
      int piece = Math.min(length - done, NativeMemory.DATA_BYTES);
      int count =
          (int)
              check("read", Libc.call(Syscall.PREAD64, fd, data.address(), piece, position + done));
      if (count == 0) {
        break;
      }
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, buffer, offset + done, count);
      done += count;
    }
    return done;
  }

  /** Where data begins at or after {@code position}; -1 when only a hole is left. */
  public long nextData(long position) {
    long found = Libc.call(Syscall.LSEEK, fd, position, SEEK_DATA);
    if (found == -Errno.ENXIO) {
      return -1;
    }
    return found == -Errno.EINVAL ? position : check("seek", found);
  }

  public void write(byte[] buffer, int offset, int length, long position) {
    var data = NativeMemory.ofThread().data();
    int done = 0;
    while (done < length) {
      int piece = Math.min(length - done, NativeMemory.DATA_BYTES);
      MemorySegment.copy(buffer, offset + done, data, ValueLayout.JAVA_BYTE, 0, piece);
      done +=
          (int)
              check(
                  "write", Libc.call(Syscall.PWRITE64, fd, data.address(), piece, position + done));
    }
  }

  /**
   * Makes this file the other's content by sharing its blocks; false where the file system cannot.
   */
  public boolean shareBlocksOf(OpenFile other) {
    return Libc.call(Syscall.IOCTL, fd, FICLONE, other.fd) >= 0;
  }

  public void truncate(long sizeBytes) {
    check("truncate", Libc.call(Syscall.FTRUNCATE, fd, sizeBytes, 0));
  }

  /** Reserves space where the file system can; elsewhere nothing happens. A full disk fails. */
  public void allocate(long sizeBytes) {
    long result = Libc.call(Syscall.FALLOCATE, fd, 0, 0, sizeBytes);
    if (result == -Errno.ENOSPC || result == -Errno.EDQUOT || result == -Errno.EFBIG) {
      check("allocate", result);
    }
  }

  /** Writes data and metadata to disk. */
  public void sync() {
    check("fsync", Libc.call(Syscall.FSYNC, fd));
  }

  /** Some file systems tell only here that what was written could not be kept. */
  @Override
  public void close() {
    if (fd >= 0) {
      long result = Libc.call(Syscall.CLOSE, fd);
      fd = -1;
      check("close", result == -Errno.EINTR ? 0 : result);
    }
  }

  private long check(String call, long result) {
    if (result < 0) {
      throw PosixException.of(call, path, (int) -result);
    }
    return result;
  }
}
