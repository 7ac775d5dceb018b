package caravan.restic.repairer;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.fs.BytePath;
import caravan.restic.index.BlobIndex;
import caravan.restic.rewriter.TreeRules;
import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.util.ArrayList;

/** Leaves out of trees what is lost: blobs that no index has, and directories nobody can read. */
public final class MissingContent implements TreeRules {
  private final BlobIndex index;
  private final RepairListener listener;

  public MissingContent(BlobIndex index, RepairListener listener) {
    this.index = index;
    this.listener = listener;
  }

  @Override
  public Node rewrite(byte[] path, Node node) {
    if (node.type() == NodeType.IRREGULAR) {
      listener.step(
          "  file \"%s\": removed node with invalid type \"%s\""
              .formatted(BytePath.display(path), node.type().word()));
      return null;
    }
    return node.type() == NodeType.FILE ? withoutMissing(path, node) : node;
  }

  private Node withoutMissing(byte[] path, Node file) {
    var content = new ArrayList<Id>();
    long size = 0;
    boolean isWhole = file.content() != null;
    if (isWhole) {
      for (var id : file.content()) {
        int blob = index.ordinal(BlobType.DATA, id);
        if (blob < 0) {
          isWhole = false;
        } else {
          content.add(id);
          size += index.locationAt(blob).entry().plaintextBytes();
        }
      }
    }
    if (!isWhole) {
      say(path, "removed missing content");
    } else if (size != file.attributes().sizeBytes()) {
      say(path, "fixed incorrect size");
    } else {
      return file;
    }
    return file.withContent(content).withAttributes(withSize(file.attributes(), size));
  }

  private void say(byte[] path, String what) {
    listener.step("  file \"%s\": %s".formatted(BytePath.display(path), what));
  }

  private static Attributes withSize(Attributes of, long size) {
    return new Attributes(
        of.mode(),
        of.mtime(),
        of.atime(),
        of.ctime(),
        of.uid(),
        of.gid(),
        of.user(),
        of.group(),
        of.inode(),
        of.deviceId(),
        size,
        of.links(),
        of.device());
  }

  @Override
  public Unreadable unreadable(byte[] path, ResticException cause) {
    boolean isRoot = path.length == 1;
    listener.step(
        "  dir \"%s\": %s"
            .formatted(
                BytePath.display(path), isRoot ? "not readable" : "replaced with empty directory"));
    return isRoot ? Unreadable.REMOVED : Unreadable.EMPTY;
  }

  @Override
  public boolean mayLose() {
    return true;
  }

  @Override
  public boolean ignorePaths() {
    return true;
  }
}
