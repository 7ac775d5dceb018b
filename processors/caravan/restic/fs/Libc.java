package caravan.restic.fs;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The door to the kernel: every call goes through libc's {@code syscall}, so that one handle is
 * linked at start instead of thirty, and neither the version of libc nor its struct layouts matter.
 */
final class Libc {
  static final StructLayout STATE_LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      STATE_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();

  private Libc() {}

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    var linker = Linker.nativeLinker();
    var number = ValueLayout.JAVA_LONG;
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(number, number, number, number, number, number, number),
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }

  /** What the kernel returns, or the negative errno; a call that a signal broke is made again. */
  static long call(Syscall call, long a, long b, long c, long d, long e) {
    var state = NativeMemory.ofThread().state;
    while (true) {
      long result = invoke(state, call.number(), a, b, c, d, e);
      if (result >= 0) {
        return result;
      }
      int errno = state.get(ValueLayout.JAVA_INT, ERRNO_OFFSET);
      if (errno != Errno.EINTR || call == Syscall.CLOSE) {
        return -errno;
      }
    }
  }

  static long call(Syscall call, long a, long b, long c, long d) {
    return call(call, a, b, c, d, 0);
  }

  static long call(Syscall call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0);
  }

  static long call(Syscall call, long a) {
    return call(call, a, 0, 0, 0, 0);
  }

  private static long invoke(
      MemorySegment state, long number, long a, long b, long c, long d, long e) {
    try {
      return (long) SYSCALL.invokeExact(state, number, a, b, c, d, e);
    } catch (Throwable t) {
      throw new IllegalStateException("system call " + number + " could not be made", t);
    }
  }
}
