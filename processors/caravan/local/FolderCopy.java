package caravan.local;

import caravan.restic.fs.Directory;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.OpenFile;
import caravan.restic.fs.PosixException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies a folder with everything in it as it is: names of any bytes, owners, modes, times, links,
 * attributes, holes. Files share their blocks with the copy where the file system can do that.
 *
 * <p>A file of a living folder may change or go while it is copied: one that changed is copied
 * again, and one that went is left out.
 */
final class FolderCopy {
  private static final int ATTEMPTS = 3;
  private static final int NO_SUCH_FILE = 2;
  private static final int PRIVATE = 0700;
  private static final int PERMISSIONS = 07777;
  private static final int PIECE_BYTES = 1 << 20;

  private final byte[] buffer = new byte[PIECE_BYTES];
  private final Map<Inode, Copied> linked = new HashMap<>();
  private final boolean living;

  private record Inode(long device, long number) {}

  private record Copied(byte[] folder, byte[] name) {}

  /**
   * @param living whether somebody may be writing to the folder meanwhile
   */
  FolderCopy(boolean living) {
    this.living = living;
  }

  /**
   * Copies to a folder that is not there yet; on disk when this returns.
   *
   * @throws PosixException naming the call, the path and the reason
   */
  void run(Path from, Path to) {
    try (var source = Directory.open(bytes(from));
        var target = Directory.create(bytes(to))) {
      content(source, target);
      try (var parent = Directory.open(bytes(to.toAbsolutePath().getParent()))) {
        attributes(source.stat(), source, null, parent, bytes(to.getFileName()));
        parent.syncFileSystem();
      }
    }
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void content(Directory from, Directory to) {
    for (var name : from.names()) {
      try {
        entry(from, to, name);
      } catch (PosixException e) {
        if (!living || e.errno() != NO_SUCH_FILE || from.statIfPresent(name) != null) {
          throw e;
        }
      }
    }
  }

  private void entry(Directory from, Directory to, byte[] name) {
    var stat = from.stat(name);
    var inode = new Inode(stat.device(), stat.inode());
    var first = stat.isDirectory() || stat.links() < 2 ? null : linked.get(inode);
    if (first != null) {
      try (var folder = Directory.open(first.folder())) {
        to.makeLink(name, folder, first.name());
      }
      return;
    }
    switch (stat.type()) {
      case FileStat.DIRECTORY -> folder(from, to, name);
      case FileStat.REGULAR -> file(from, to, name);
      case FileStat.SYMLINK -> to.makeSymlink(name, from.readLink(name));
      case FileStat.SOCKET -> {
        return; // lives only as long as its server
      }
      default -> to.makeNode(name, stat.mode(), stat.rdev());
    }
    attributes(stat, from, name, to, name);
    if (stat.links() > 1 && !stat.isDirectory()) {
      linked.put(inode, new Copied(to.path(), name));
    }
  }

  private void folder(Directory from, Directory to, byte[] name) {
    to.makeDirectory(name, PRIVATE);
    try (var source = from.child(name);
        var target = to.child(name)) {
      content(source, target);
    }
  }

  private void file(Directory from, Directory to, byte[] name) {
    try (var target = to.openForWriting(name, true)) {
      for (int attempt = 1; ; attempt++) {
        try (var source = from.openForReading(name)) {
          var before = source.stat();
          bytes(source, target, before.sizeBytes());
          if (!living || attempt == ATTEMPTS || isSame(before, source.stat())) {
            return;
          }
        }
      }
    }
  }

  private void bytes(OpenFile source, OpenFile target, long size) {
    target.truncate(0);
    if (target.shareBlocksOf(source)) {
      return;
    }
    target.truncate(size);
    for (long at = source.nextData(0); at >= 0 && at < size; ) {
      int count = source.read(buffer, 0, (int) Math.min(PIECE_BYTES, size - at), at);
      if (count == 0) {
        target.truncate(at);
        return;
      }
      target.write(buffer, 0, count, at);
      at = source.nextData(at + count);
    }
  }

  private static boolean isSame(FileStat a, FileStat b) {
    return a.sizeBytes() == b.sizeBytes()
        && a.mtimeSeconds() == b.mtimeSeconds()
        && a.mtimeNanos() == b.mtimeNanos();
  }

  /** Times last, because everything else changes them. */
  private static void attributes(
      FileStat stat, Directory from, byte[] fromName, Directory to, byte[] name) {
    to.setOwner(name, stat.uid(), stat.gid());
    if (!stat.isSymlink()) {
      to.setMode(name, stat.mode() & PERMISSIONS);
    }
    var attributes =
        fromName == null ? from.extendedAttributes() : from.extendedAttributes(fromName);
    for (var attribute : attributes) {
      to.setExtendedAttribute(name, attribute);
    }
    to.setTimes(
        name, stat.atimeSeconds(), stat.atimeNanos(), stat.mtimeSeconds(), stat.mtimeNanos());
  }
}
