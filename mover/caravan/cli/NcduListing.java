package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.SnapshotJson;
import caravan.restic.snapshot.StoredSnapshot;
import java.nio.charset.StandardCharsets;

/** The format that ncdu exports and reads: a folder is an array that begins with itself. */
final class NcduListing implements Listing {
  private static final String INDENT = "  ";
  private static final long BLOCK_BYTES = 512;
  private final Console console;
  private int depth = 1;

  /** A folder that is listed, until it is known whether it is entered as well. */
  private Node folder;

  NcduListing(Console console) {
    this.console = console;
  }

  @Override
  public void begin(StoredSnapshot stored) {
    var snapshot = new JsonOutput().beginObject();
    SnapshotJson.writeMembers(snapshot, stored.snapshot());
    write("[1, 2, " + text(snapshot.endObject()) + ", [{\"name\":\"/\"}");
  }

  @Override
  public void node(byte[] path, Node node) {
    finishFolder();
    if (node.type() == NodeType.DIR) {
      folder = node;
    } else {
      element(text(json(node)));
    }
  }

  @Override
  public void enter(Node entered) {
    if (folder != entered) {
      finishFolder();
    }
    folder = null;
    open(entered);
  }

  private void open(Node node) {
    element("[");
    depth++;
    write("\n" + INDENT.repeat(depth) + text(json(node)));
  }

  @Override
  public void leave() {
    finishFolder();
    depth--;
    write("\n" + INDENT.repeat(depth) + "]");
  }

  @Override
  public void end() {
    finishFolder();
    write("\n]\n]\n");
  }

  /** One that is listed without what it holds. */
  private void finishFolder() {
    if (folder != null) {
      var alone = folder;
      folder = null;
      open(alone);
      leave();
    }
  }

  private void element(String text) {
    write(",\n" + INDENT.repeat(depth) + text);
  }

  private static JsonOutput json(Node node) {
    var attributes = node.attributes();
    long size = attributes.sizeBytes();
    boolean isRegular = node.type() == NodeType.FILE || node.type() == NodeType.DIR;
    return new JsonOutput()
        .beginObject()
        .name("name")
        .valueOfUtf8(node.name())
        .member("asize", size)
        .member("dsize", (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES)
        .member("dev", attributes.deviceId())
        .member("ino", attributes.inode())
        .member("nlink", attributes.links())
        .member("notreg", !isRegular)
        .member("uid", Integer.toUnsignedLong(attributes.uid()))
        .member("gid", Integer.toUnsignedLong(attributes.gid()))
        .member("mode", GoFileMode.permissions(attributes.mode()))
        .name("mtime")
        .raw(Long.toString(attributes.mtime().seconds()))
        .endObject();
  }

  private void write(String text) {
    console.bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonOutput json) {
    return new String(json.toBytes(), StandardCharsets.UTF_8);
  }
}
