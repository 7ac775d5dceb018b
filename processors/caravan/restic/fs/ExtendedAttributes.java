package caravan.restic.fs;

import caravan.restic.snapshot.ExtendedAttribute;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Extended attributes of a directory's entry, or of the link itself if it is one. Most calls take
 * only paths, so the open directory is named through {@code /proc/self/fd}; listing, which every
 * file needs, has a call of its own since Linux 6.13, three times as fast.
 */
final class ExtendedAttributes {
  private static final byte[] NONE = {};
  private static volatile boolean isListingInKernel = true;
  private final Directory directory;
  private final byte[] name;

  ExtendedAttributes(Directory directory, byte[] name) {
    this.directory = directory;
    this.name = name;
  }

  List<ExtendedAttribute> list() {
    byte[] names = names();
    if (names.length == 0) {
      return List.of();
    }
    var attributes = new ArrayList<ExtendedAttribute>();
    int start = 0;
    for (int i = 0; i < names.length; i++) {
      if (names[i] == 0) {
        var name = Arrays.copyOfRange(names, start, i);
        byte[] value = value(name);
        if (value != null) {
          attributes.add(new ExtendedAttribute(new String(name, StandardCharsets.UTF_8), value));
        }
        start = i + 1;
      }
    }
    return attributes;
  }

  void set(ExtendedAttribute attribute) {
    var memory = NativeMemory.ofThread();
    byte[] value = attribute.value();
    if (value.length > NativeMemory.DATA_BYTES) {
      throw PosixException.of("setxattr " + attribute.name(), path(), Errno.ERANGE);
    }
    var data = memory.data();
    MemorySegment.copy(value, 0, data, ValueLayout.JAVA_BYTE, 0, value.length);
    long result =
        Libc.call(
            Syscall.LSETXATTR,
            memory.string(procPath()),
            memory.secondString(BytePath.of(attribute.name())),
            data.address(),
            value.length);
    check("setxattr " + attribute.name(), result);
  }

  void remove(String name) {
    var memory = NativeMemory.ofThread();
    long result =
        Libc.call(
            Syscall.LREMOVEXATTR,
            memory.string(procPath()),
            memory.secondString(BytePath.of(name)),
            0);
    if (result != -Errno.ENODATA) {
      check("removexattr " + name, result);
    }
  }

  /** All names, each ended by a NUL; empty where the file system has no such thing. */
  private byte[] names() {
    long size = isListingInKernel ? listInKernel() : listThroughPath();
    if (size == 0 || size == -Errno.EOPNOTSUPP) {
      return NONE;
    }
    return copy(NativeMemory.ofThread().data(), check("listxattr", size));
  }

  long listInKernel() {
    var memory = NativeMemory.ofThread();
    long size =
        Libc.call(
            Syscall.LISTXATTRAT,
            directory.descriptor(),
            memory.string(name),
            OpenFlags.AT_SYMLINK_NOFOLLOW,
            memory.data().address(),
            NativeMemory.DATA_BYTES);
    // Old container runtimes answer EPERM to system calls they do not know.
    if (size != -Errno.ENOSYS && size != -Errno.EPERM) {
      return size;
    }
    isListingInKernel = size != -Errno.ENOSYS;
    return listThroughPath();
  }

  long listThroughPath() {
    var memory = NativeMemory.ofThread();
    return Libc.call(
        Syscall.LLISTXATTR,
        memory.string(procPath()),
        memory.data().address(),
        NativeMemory.DATA_BYTES);
  }

  private byte[] procPath() {
    return BytePath.join(BytePath.of("/proc/self/fd/" + directory.descriptor()), name);
  }

  private byte[] path() {
    return BytePath.join(directory.path(), name);
  }

  /** Null when the attribute is gone by now. */
  private byte[] value(byte[] name) {
    var memory = NativeMemory.ofThread();
    var data = memory.data();
    long size =
        Libc.call(
            Syscall.LGETXATTR,
            memory.string(procPath()),
            memory.secondString(name),
            data.address(),
            NativeMemory.DATA_BYTES);
    if (size == -Errno.ENODATA || size == -Errno.EOPNOTSUPP) {
      return null;
    }
    return copy(data, check("getxattr " + BytePath.display(name), size));
  }

  private static byte[] copy(MemorySegment data, long size) {
    var bytes = new byte[(int) size];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
    return bytes;
  }

  private long check(String call, long result) {
    if (result < 0) {
      throw PosixException.of(call, path(), (int) -result);
    }
    return result;
  }
}
