package caravan.restic.fs;

/** Flags of {@code open} and of the {@code *at} calls; some differ between x86-64 and aarch64. */
final class OpenFlags {
  static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

  static final int READ_ONLY = 0;
  static final int WRITE_ONLY = 1;
  static final int CREATE = 0100;
  static final int EXCLUSIVE = 0200;
  static final int NON_BLOCKING = 04000;
  static final int DIRECTORY = ARM ? 040000 : 0200000;
  static final int NO_FOLLOW = ARM ? 0100000 : 0400000;
  static final int NO_ATIME = 01000000;
  static final int CLOSE_ON_EXEC = 02000000;
  static final int PATH = 010000000;

  static final int AT_WORKING_DIRECTORY = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVEDIR = 0x200;
  static final int AT_EMPTY_PATH = 0x1000;

  private OpenFlags() {}
}
