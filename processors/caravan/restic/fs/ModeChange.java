package caravan.restic.fs;

/** The call {@code chmod} that does not follow a link, with and without the kernel's help. */
final class ModeChange {
  private static volatile boolean isInKernel = true;

  private ModeChange() {}

  /** 0, or the negative errno. */
  static long call(int directory, byte[] name, int mode) {
    if (isInKernel) {
      long result =
          Libc.call(
              Syscall.FCHMODAT2,
              directory,
              NativeMemory.ofThread().string(name),
              mode,
              OpenFlags.AT_SYMLINK_NOFOLLOW);
      // Old container runtimes answer EPERM to system calls they do not know.
      if (result != -Errno.ENOSYS && result != -Errno.EPERM) {
        return result;
      }
      isInKernel = result != -Errno.ENOSYS;
    }
    return throughDescriptor(directory, name, mode);
  }

  /** Before Linux 6.6: pin the entry, make sure it is no link, then name it by its descriptor. */
  static long throughDescriptor(int directory, byte[] name, int mode) {
    var memory = NativeMemory.ofThread();
    int flags = OpenFlags.PATH | OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC;
    long fd = Libc.call(Syscall.OPENAT, directory, memory.string(name), flags);
    if (fd < 0) {
      return fd;
    }
    try {
      long found = Statx.call((int) fd, new byte[0]);
      if (found < 0) {
        return found;
      }
      if (Statx.result().isSymlink()) {
        return -Errno.EOPNOTSUPP;
      }
      long path = memory.string(BytePath.of("/proc/self/fd/" + fd));
      return Libc.call(Syscall.FCHMODAT, OpenFlags.AT_WORKING_DIRECTORY, path, mode);
    } finally {
      Libc.call(Syscall.CLOSE, fd);
    }
  }
}
