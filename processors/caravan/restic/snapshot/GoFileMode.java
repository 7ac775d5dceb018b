package caravan.restic.snapshot;

/** The mode bits of a node, which are those of Go's FileMode, and {@code st_mode}. */
public final class GoFileMode {
  public static final int PERMISSIONS = 0777;
  private static final int DIR = 1 << 31;
  private static final int SYMLINK = 1 << 27;
  private static final int DEVICE = 1 << 26;
  private static final int FIFO = 1 << 25;
  private static final int SOCKET = 1 << 24;
  private static final int SETUID = 1 << 23;
  private static final int SETGID = 1 << 22;
  private static final int CHARDEV = 1 << 21;
  private static final int STICKY = 1 << 20;
  private static final int IRREGULAR = 1 << 19;

  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;
  private static final int S_IFLNK = 0120000;
  private static final int S_IFREG = 0100000;
  private static final int S_IFBLK = 0060000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFCHR = 0020000;
  private static final int S_IFIFO = 0010000;
  private static final int S_ISUID = 04000;
  private static final int S_ISGID = 02000;
  private static final int S_ISVTX = 01000;

  private GoFileMode() {}

  public static int of(int stMode) {
    int mode = stMode & PERMISSIONS;
    mode |= (stMode & S_ISUID) != 0 ? SETUID : 0;
    mode |= (stMode & S_ISGID) != 0 ? SETGID : 0;
    mode |= (stMode & S_ISVTX) != 0 ? STICKY : 0;
    return mode
        | switch (typeOf(stMode)) {
          case FILE -> 0;
          case DIR -> DIR;
          case SYMLINK -> SYMLINK;
          case DEV -> DEVICE;
          case CHARDEV -> DEVICE | CHARDEV;
          case FIFO -> FIFO;
          case SOCKET -> SOCKET;
          case IRREGULAR -> IRREGULAR;
        };
  }

  public static NodeType typeOf(int stMode) {
    return switch (stMode & S_IFMT) {
      case S_IFREG -> NodeType.FILE;
      case S_IFDIR -> NodeType.DIR;
      case S_IFLNK -> NodeType.SYMLINK;
      case S_IFBLK -> NodeType.DEV;
      case S_IFCHR -> NodeType.CHARDEV;
      case S_IFIFO -> NodeType.FIFO;
      case S_IFSOCK -> NodeType.SOCKET;
      default -> NodeType.IRREGULAR;
    };
  }

  /** Permission, setuid, setgid and sticky bits as {@code chmod} takes them. */
  public static int permissions(int goMode) {
    int mode = goMode & PERMISSIONS;
    mode |= (goMode & SETUID) != 0 ? S_ISUID : 0;
    mode |= (goMode & SETGID) != 0 ? S_ISGID : 0;
    return mode | ((goMode & STICKY) != 0 ? S_ISVTX : 0);
  }
}
