package caravan.restic.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the names of a directory with {@code getdents64}. */
final class DirectoryListing {
  private static final int LENGTH_OFFSET = 8 + 8;
  private static final int NAME_OFFSET = LENGTH_OFFSET + 2 + 1;

  private DirectoryListing() {}

  /** All names but {@code .} and {@code ..}, in increasing order of their unsigned bytes. */
  static List<byte[]> names(int fd, byte[] path) {
    var entries = NativeMemory.ofThread().data();
    var names = new ArrayList<byte[]>();
    while (true) {
      long filled = Libc.call(Syscall.GETDENTS64, fd, entries.address(), NativeMemory.DATA_BYTES);
      if (filled < 0) {
        throw PosixException.of("readdir", path, (int) -filled);
      }
      if (filled == 0) {
        names.sort(Arrays::compareUnsigned);
        return names;
      }
      for (long at = 0; at < filled; ) {
        int length = entries.get(JAVA_SHORT_UNALIGNED, at + LENGTH_OFFSET) & 0xffff;
        addName(names, entries, at + NAME_OFFSET);
        at += length;
      }
    }
  }

  private static void addName(List<byte[]> names, MemorySegment entries, long start) {
    long end = start;
    while (entries.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    var name = new byte[(int) (end - start)];
    MemorySegment.copy(entries, JAVA_BYTE, start, name, 0, name.length);
    if (BytePath.isEntryName(name)) {
      names.add(name);
    }
  }
}
