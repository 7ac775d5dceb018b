package caravan.restic.restorer;

import caravan.restic.fs.Directory;
import caravan.restic.fs.EffectiveUser;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import caravan.restic.fs.UserNames;
import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.util.HashSet;

/**
 * Gives an entry of the target the metadata of its node: owner, extended attributes, times, mode,
 * in this order, since a change of owner clears setuid bits. Every step is tried and the first
 * failure counts; to a user who is not root a missing permission is none.
 */
final class NodeMetadata {
  private final RestoreOptions options;
  private final boolean isRoot = EffectiveUser.isRoot();
  private final UserNames names = UserNames.system();

  NodeMetadata(RestoreOptions options) {
    this.options = options;
  }

  void restore(Directory directory, Node node) {
    PosixException first = null;
    first = attempt(first, () -> restoreOwner(directory, node));
    first = attempt(first, () -> restoreExtendedAttributes(directory, node));
    first = attempt(first, () -> restoreTimes(directory, node));
    if (node.type() != NodeType.SYMLINK) {
      int mode = GoFileMode.permissions(node.attributes().mode());
      first = attempt(first, () -> directory.setMode(node.name(), mode));
    }
    if (first != null && (isRoot || !isPermissionDenied(first))) {
      throw first;
    }
  }

  private static PosixException attempt(PosixException first, Runnable step) {
    try {
      step.run();
      return first;
    } catch (PosixException e) {
      return first == null ? e : first;
    }
  }

  private static boolean isPermissionDenied(PosixException e) {
    return e.errno() == Errno.EPERM || e.errno() == Errno.EACCES;
  }

  private void restoreOwner(Directory directory, Node node) {
    int uid = node.attributes().uid();
    int gid = node.attributes().gid();
    if (options.ownershipByName()) {
      uid = names.uid(node.attributes().user()).orElse(uid);
      gid = names.gid(node.attributes().group()).orElse(gid);
    }
    directory.setOwner(node.name(), uid, gid);
  }

  private void restoreExtendedAttributes(Directory directory, Node node) {
    PosixException first = null;
    var kept = new HashSet<String>();
    for (var attribute : node.extendedAttributes()) {
      if (options.extendedAttributes().test(attribute.name())) {
        kept.add(attribute.name());
        first =
            attempt(
                first,
                () -> {
                  try {
                    directory.setExtendedAttribute(node.name(), attribute);
                  } catch (PosixException e) {
                    failUnlessUnsupported(e);
                  }
                });
      }
    }
    for (var there : directory.extendedAttributes(node.name())) {
      var name = there.name();
      if (!kept.contains(name) && options.extendedAttributes().test(name)) {
        first = attempt(first, () -> directory.removeExtendedAttribute(node.name(), name));
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** A file system without such attributes keeps none. */
  private static void failUnlessUnsupported(PosixException e) {
    if (e.errno() != Errno.EOPNOTSUPP) {
      throw e;
    }
  }

  private static void restoreTimes(Directory directory, Node node) {
    var atime = node.attributes().atime();
    var mtime = node.attributes().mtime();
    directory.setTimes(node.name(), atime.seconds(), atime.nanos(), mtime.seconds(), mtime.nanos());
  }
}
