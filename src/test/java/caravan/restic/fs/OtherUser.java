package caravan.restic.fs;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets root do something as another user: the kernel knows users by thread, and threads that are
 * started from one inherit its user.
 */
public final class OtherUser {
  /** Nobody. */
  public static final int ID = 65534;

  private OtherUser() {}

  /** Runs on a thread of its own; what it throws, this throws. */
  public static void run(Runnable action) throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    var thread = Thread.ofPlatform().unstarted(() -> switchAndRun(action));
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    thread.start();
    thread.join();
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }

  private static void switchAndRun(Runnable action) {
    boolean isArm = OpenFlags.ARM;
    call(isArm ? 159 : 116, 0, 0, 0);
    call(isArm ? 149 : 119, ID, ID, ID);
    call(isArm ? 147 : 117, ID, ID, ID);
    action.run();
  }

  private static void call(long number, long a, long b, long c) {
    try {
      long result = (long) syscall().invokeExact(number, a, b, c);
      if (result != 0) {
        throw new IllegalStateException("system call " + number + " failed");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle syscall() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.firstVariadicArg(1));
  }
}
