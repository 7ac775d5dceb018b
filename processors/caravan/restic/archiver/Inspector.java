package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.PosixException;
import caravan.restic.fs.UserNames;
import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.ExtendedAttribute;
import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.util.List;

/**
 * Turns what the file system tells of an entry into its node, all but content and subtree. Threads
 * share it.
 */
final class Inspector {
  private final NodeTimes times;
  private final DeviceNumbers devices;
  private final boolean withAtime;
  private final Failures failures;
  private final UserNames names = UserNames.system();

  Inspector(BackupOptions options, Failures failures) {
    this.times = new NodeTimes(options.clock().getZone());
    this.devices = new DeviceNumbers(options.deviceIds());
    this.withAtime = options.withAtime();
    this.failures = failures;
  }

  /** The node of an entry; attributes that cannot be read are a failure, the node stays. */
  Node node(Entry entry, FileStat stat) {
    var type = GoFileMode.typeOf(stat.mode());
    return new Node(
        entry.shownName(),
        type,
        attributes(stat, type, 0),
        type == NodeType.SYMLINK ? entry.directory().readLink(entry.name()) : null,
        extendedAttributes(entry),
        null,
        null,
        "",
        null);
  }

  /** The node of a file of which so much was read. */
  Node file(Entry entry, FileStat stat, List<Id> content, long sizeBytes) {
    return new Node(
        entry.shownName(),
        NodeType.FILE,
        attributes(stat, NodeType.FILE, sizeBytes),
        null,
        extendedAttributes(entry),
        content,
        null,
        "",
        null);
  }

  /** The node of a directory above the targets, of which less may be readable. */
  Node onTheWay(Directory directory, byte[] name) {
    var attributes = attributes(directory.stat(), NodeType.DIR, 0);
    return new Node(
        name,
        NodeType.DIR,
        attributes,
        null,
        attributesIfReadable(directory),
        null,
        null,
        "",
        null);
  }

  private Attributes attributes(FileStat stat, NodeType type, long sizeBytes) {
    var mtime = times.of(stat.mtimeSeconds(), stat.mtimeNanos());
    boolean isDevice = type == NodeType.DEV || type == NodeType.CHARDEV;
    boolean hasLinks = type != NodeType.DIR && type != NodeType.FIFO;
    return new Attributes(
        GoFileMode.of(stat.mode()),
        mtime,
        withAtime ? times.of(stat.atimeSeconds(), stat.atimeNanos()) : mtime,
        times.of(stat.ctimeSeconds(), stat.ctimeNanos()),
        stat.uid(),
        stat.gid(),
        names.user(stat.uid()),
        names.group(stat.gid()),
        stat.inode(),
        devices.of(stat),
        sizeBytes,
        hasLinks ? stat.links() : 0,
        isDevice ? stat.rdev() : 0);
  }

  private List<ExtendedAttribute> extendedAttributes(Entry entry) {
    try {
      return entry.directory().extendedAttributes(entry.name());
    } catch (PosixException e) {
      if (e.errno() != Errno.ENOENT) {
        failures.add(entry.path(), e);
      }
      return List.of();
    }
  }

  private static List<ExtendedAttribute> attributesIfReadable(Directory directory) {
    try {
      return directory.extendedAttributes();
    } catch (PosixException e) {
      return List.of();
    }
  }
}
