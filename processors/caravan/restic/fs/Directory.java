package caravan.restic.fs;

import static caravan.restic.fs.OpenFlags.AT_SYMLINK_NOFOLLOW;
import static caravan.restic.fs.OpenFlags.CLOSE_ON_EXEC;
import static caravan.restic.fs.OpenFlags.NON_BLOCKING;
import static caravan.restic.fs.OpenFlags.NO_ATIME;
import static caravan.restic.fs.OpenFlags.NO_FOLLOW;

import caravan.restic.snapshot.ExtendedAttribute;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/**
 * An open directory of the local file system; entries are named by raw bytes, relative to it, and
 * no call ever follows a symbolic link in the last component. A name that is more than one entry's
 * (empty, {@code ..}, with a slash) is refused. Failures are {@link PosixException}.
 */
public final class Directory implements AutoCloseable {
  private static final int DIRECTORY_FLAGS =
      OpenFlags.READ_ONLY | OpenFlags.DIRECTORY | CLOSE_ON_EXEC;
  private static final int DIRECTORY_MODE = 0700;
  private static final int FILE_MODE = 0600;
  private static final byte[] ITSELF = {'.'};
  private final byte[] path;
  private int fd;

  private Directory(int fd, byte[] path) {
    this.fd = fd;
    this.path = path;
  }

  /** Opens by path (symbolic links on the way are followed, as the user named it). */
  public static Directory open(byte[] path) {
    long address = NativeMemory.ofThread().string(path);
    long fd = Libc.call(Syscall.OPENAT, OpenFlags.AT_WORKING_DIRECTORY, address, DIRECTORY_FLAGS);
    return new Directory((int) check("open", path, fd), path);
  }

  /** Makes what is missing of the path, private to this user, and opens it. */
  public static Directory create(byte[] path) {
    for (int end = 1; end <= path.length; end++) {
      if (end == path.length || path[end] == '/') {
        var prefix = Arrays.copyOf(path, end);
        long address = NativeMemory.ofThread().string(prefix);
        long result =
            Libc.call(Syscall.MKDIRAT, OpenFlags.AT_WORKING_DIRECTORY, address, DIRECTORY_MODE);
        if (result == -Errno.ENOSPC || result == -Errno.EDQUOT) {
          check("mkdir", prefix, result);
        }
      }
    }
    return open(path);
  }

  /** As it was opened. */
  public byte[] path() {
    return path;
  }

  /** The names of all entries but {@code .} and {@code ..}, in increasing order of their bytes. */
  public List<byte[]> names() {
    Libc.call(Syscall.LSEEK, fd, 0, 0);
    return DirectoryListing.names(fd, path);
  }

  public FileStat stat(byte[] name) {
    requireEntryName(name);
    checkEntry("lstat", name, Statx.call(fd, name));
    return Statx.result();
  }

  /** Null when there is no such entry. */
  public FileStat statIfPresent(byte[] name) {
    requireEntryName(name);
    long result = Statx.call(fd, name);
    if (result == -Errno.ENOENT) {
      return null;
    }
    checkEntry("lstat", name, result);
    return Statx.result();
  }

  /** Of the directory itself. */
  public FileStat stat() {
    return Statx.of(fd, path);
  }

  /** Opens a subdirectory; a symbolic link in its place is a failure. */
  public Directory child(byte[] name) {
    return new Directory(openEntry(name, DIRECTORY_FLAGS | NO_FOLLOW, 0), pathOf(name));
  }

  /** Leaves the file's access time alone where that is allowed, and never waits for a FIFO. */
  public OpenFile openForReading(byte[] name) {
    requireEntryName(name);
    int flags = OpenFlags.READ_ONLY | NO_FOLLOW | CLOSE_ON_EXEC | NON_BLOCKING;
    long result = open(name, flags | NO_ATIME, 0);
    if (result == -Errno.EPERM) {
      result = open(name, flags, 0);
    }
    return new OpenFile((int) checkEntry("open", name, result), pathOf(name));
  }

  /** Creates a file that is not there (O_EXCL), or opens one that is. */
  public OpenFile openForWriting(byte[] name, boolean create) {
    int flags = OpenFlags.WRITE_ONLY | NO_FOLLOW | CLOSE_ON_EXEC | NON_BLOCKING;
    if (create) {
      flags |= OpenFlags.CREATE | OpenFlags.EXCLUSIVE;
    }
    return new OpenFile(openEntry(name, flags, FILE_MODE), pathOf(name));
  }

  public byte[] readLink(byte[] name) {
    requireEntryName(name);
    var memory = NativeMemory.ofThread();
    var data = memory.data();
    long length =
        Libc.call(
            Syscall.READLINKAT, fd, memory.string(name), data.address(), NativeMemory.DATA_BYTES);
    var target = new byte[(int) checkEntry("readlink", name, length)];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, target, 0, target.length);
    return target;
  }

  /** In the file system's order; empty where it has none or does not support them. */
  public List<ExtendedAttribute> extendedAttributes(byte[] name) {
    return attributesOf(name).list();
  }

  /** Of the directory itself. */
  public List<ExtendedAttribute> extendedAttributes() {
    return new ExtendedAttributes(this, ITSELF).list();
  }

  public void setExtendedAttribute(byte[] name, ExtendedAttribute attribute) {
    attributesOf(name).set(attribute);
  }

  /** One that is not there is no failure. */
  public void removeExtendedAttribute(byte[] name, String attribute) {
    attributesOf(name).remove(attribute);
  }

  public void makeDirectory(byte[] name, int mode) {
    requireEntryName(name);
    checkEntry("mkdir", name, Libc.call(Syscall.MKDIRAT, fd, string(name), mode));
  }

  public void makeSymlink(byte[] name, byte[] target) {
    requireEntryName(name);
    long address = NativeMemory.ofThread().secondString(target);
    checkEntry("symlink", name, Libc.call(Syscall.SYMLINKAT, address, fd, string(name)));
  }

  /** Makes {@code name} here another name of {@code existing} in {@code directory}. */
  public void makeLink(byte[] name, Directory directory, byte[] existing) {
    requireEntryName(name);
    directory.requireEntryName(existing);
    long from = NativeMemory.ofThread().secondString(existing);
    checkEntry("link", name, Libc.call(Syscall.LINKAT, directory.fd, from, fd, string(name)));
  }

  /** A FIFO or device node; {@code mode} is {@code st_mode} with its type bits. */
  public void makeNode(byte[] name, int mode, long rdev) {
    requireEntryName(name);
    // The kernel takes 32 bits, in which small and large numbers look like st_rdev's.
    long result =
        rdev >>> Integer.SIZE == 0
            ? Libc.call(Syscall.MKNODAT, fd, string(name), mode, rdev)
            : -Errno.EINVAL;
    checkEntry("mknod", name, result);
  }

  public void removeFile(byte[] name) {
    requireEntryName(name);
    checkEntry("remove", name, Libc.call(Syscall.UNLINKAT, fd, string(name), 0));
  }

  /** Only an empty one. */
  public void removeDirectory(byte[] name) {
    requireEntryName(name);
    long result = Libc.call(Syscall.UNLINKAT, fd, string(name), OpenFlags.AT_REMOVEDIR);
    checkEntry("rmdir", name, result);
  }

  public void setOwner(byte[] name, int uid, int gid) {
    requireEntryName(name);
    long result = Libc.call(Syscall.FCHOWNAT, fd, string(name), uid, gid, AT_SYMLINK_NOFOLLOW);
    checkEntry("lchown", name, result);
  }

  /** Permission, setuid, setgid and sticky bits; a symbolic link has none and is a failure. */
  public void setMode(byte[] name, int mode) {
    requireEntryName(name);
    checkEntry("chmod", name, ModeChange.call(fd, name, mode));
  }

  public void setTimes(
      byte[] name, long atimeSeconds, int atimeNanos, long mtimeSeconds, int mtimeNanos) {
    requireEntryName(name);
    var times = NativeMemory.ofThread().data();
    times.setAtIndex(ValueLayout.JAVA_LONG, 0, atimeSeconds);
    times.setAtIndex(ValueLayout.JAVA_LONG, 1, atimeNanos);
    times.setAtIndex(ValueLayout.JAVA_LONG, 2, mtimeSeconds);
    times.setAtIndex(ValueLayout.JAVA_LONG, 3, mtimeNanos);
    long result =
        Libc.call(Syscall.UTIMENSAT, fd, string(name), times.address(), AT_SYMLINK_NOFOLLOW);
    checkEntry("utimensat", name, result);
  }

  /** Writes all data and metadata of this directory's file system to disk. */
  public void syncFileSystem() {
    check("syncfs", path, Libc.call(Syscall.SYNCFS, fd));
  }

  @Override
  public void close() {
    if (fd >= 0) {
      Libc.call(Syscall.CLOSE, fd);
      fd = -1;
    }
  }

  /** The open descriptor, for the rest of the package. */
  int descriptor() {
    return fd;
  }

  private ExtendedAttributes attributesOf(byte[] name) {
    requireEntryName(name);
    return new ExtendedAttributes(this, name);
  }

  private int openEntry(byte[] name, int flags, int mode) {
    requireEntryName(name);
    return (int) checkEntry("open", name, open(name, flags, mode));
  }

  private long open(byte[] name, int flags, int mode) {
    return Libc.call(Syscall.OPENAT, fd, string(name), flags, mode);
  }

  private static long string(byte[] name) {
    return NativeMemory.ofThread().string(name);
  }

  private byte[] pathOf(byte[] name) {
    return BytePath.join(path, name);
  }

  private void requireEntryName(byte[] name) {
    if (!BytePath.isEntryName(name)) {
      throw PosixException.of("entry", pathOf(name), Errno.EINVAL);
    }
  }

  private long checkEntry(String call, byte[] name, long result) {
    return result < 0 ? check(call, pathOf(name), result) : result;
  }

  private static long check(String call, byte[] path, long result) {
    if (result < 0) {
      throw PosixException.of(call, path, (int) -result);
    }
    return result;
  }
}
