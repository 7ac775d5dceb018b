package caravan.restic.restorer;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.Timestamp;
import caravan.restic.snapshot.TreeWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A directory of a snapshot that no file system ever had, its nodes in the order they were added.
 */
final class MadeUpTree {
  static final Timestamp TIME = Timestamp.utc(1_600_000_000, 123_456_789);
  private final Repository repository;
  private final List<Node> nodes = new ArrayList<>();

  MadeUpTree(Repository repository) {
    this.repository = repository;
  }

  /** A file of these blobs, which the repository need not have. */
  MadeUpTree file(String name, Id... content) {
    return linkedFile(name, 0, content);
  }

  /** A file with another name; they belong together by the inode. */
  MadeUpTree linkedFile(String name, long inode, Id... content) {
    long size = Arrays.stream(content).mapToLong(this::size).sum();
    return fileOfSize(name, inode, size, content);
  }

  MadeUpTree fileOfSize(String name, long inode, long size, Id... content) {
    int links = inode == 0 ? 1 : 2;
    var attributes = new Attributes(0640, TIME, TIME, TIME, 0, 0, "", "", inode, 1, size, links, 0);
    return add(name, NodeType.FILE, attributes, List.of(content));
  }

  MadeUpTree symlink(String name, String target) {
    return add(name, NodeType.SYMLINK, attributes(1 << 27 | 0777), bytes(target));
  }

  MadeUpTree directory(String name, Id subtree) {
    return add(name, NodeType.DIR, attributes(1 << 31 | 0750), subtree);
  }

  MadeUpTree special(String name, NodeType type) {
    return add(name, type, attributes(0600), null);
  }

  private MadeUpTree add(String name, NodeType type, Attributes attributes, Object payload) {
    @SuppressWarnings("unchecked")
    var content = payload instanceof List<?> list ? (List<Id>) list : null;
    var subtree = payload instanceof Id id ? id : null;
    var target = payload instanceof byte[] bytes ? bytes : null;
    nodes.add(
        new Node(bytes(name), type, attributes, target, List.of(), content, subtree, "", null));
    return this;
  }

  private long size(Id blob) {
    var location = repository.index().find(BlobType.DATA, blob);
    return location == null ? 0 : location.entry().plaintextBytes();
  }

  private static Attributes attributes(int mode) {
    return new Attributes(mode, TIME, TIME, TIME, 0, 0, "", "", 0, 1, 0, 1, 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Stores the tree. */
  Id save() {
    var writer = new TreeWriter();
    nodes.forEach(writer::add);
    return save(repository, BlobType.TREE, writer.finish()).getFirst();
  }

  Snapshot snapshot() {
    return snapshot(save());
  }

  static Snapshot snapshot(Id tree) {
    return new Snapshot(
        TIME, null, tree, List.of("/x"), "", "", 0, 0, List.of(), List.of(), null, "", null, "");
  }

  /** Stores blobs in one new pack. */
  static List<Id> save(Repository repository, BlobType type, byte[]... blobs) {
    try (var uploads = repository.uploads(false)) {
      var ids = new ArrayList<Id>();
      try (var saver = uploads.saver()) {
        for (var blob : blobs) {
          ids.add(saver.save(type, blob, blob.length).id());
        }
      }
      uploads.flush();
      return ids;
    }
  }

  static Id data(Repository repository, byte[] blob) {
    return save(repository, BlobType.DATA, blob).getFirst();
  }
}
