package caravan.restic.fs;

/** The system calls in use, by their numbers on x86-64 and on aarch64. */
enum Syscall {
  OPENAT(257, 56),
  CLOSE(3, 57),
  GETEUID(107, 175),
  GETDENTS64(217, 61),
  STATX(332, 291),
  READLINKAT(267, 78),
  PREAD64(17, 67),
  PWRITE64(18, 68),
  LSEEK(8, 62),
  FTRUNCATE(77, 46),
  IOCTL(16, 29),
  FALLOCATE(285, 47),
  FSYNC(74, 82),
  SYNCFS(306, 267),
  MKDIRAT(258, 34),
  MKNODAT(259, 33),
  SYMLINKAT(266, 36),
  LINKAT(265, 37),
  UNLINKAT(263, 35),
  FCHOWNAT(260, 54),
  FCHMODAT(268, 53),
  FCHMODAT2(452, 452),
  UTIMENSAT(280, 88),
  LLISTXATTR(195, 12),
  LGETXATTR(192, 9),
  LSETXATTR(189, 6),
  LREMOVEXATTR(198, 15),
  LISTXATTRAT(465, 465);

  private final int x86;
  private final int arm;

  Syscall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  int number() {
    return OpenFlags.ARM ? arm : x86;
  }
}
