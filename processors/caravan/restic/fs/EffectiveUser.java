package caravan.restic.fs;

/** Whom the kernel takes this process for. */
public final class EffectiveUser {
  private EffectiveUser() {}

  public static boolean isRoot() {
    return Libc.call(Syscall.GETEUID, 0) == 0;
  }
}
