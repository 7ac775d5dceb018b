package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.StoredSnapshot;

/** One object a line: the snapshot, then its nodes. */
final class JsonListing implements Listing {
  private final Console console;

  JsonListing(Console console) {
    this.console = console;
  }

  @Override
  public void begin(StoredSnapshot stored) {
    console.json(
        SnapshotText.openJson(new JsonOutput(), stored)
            .member("message_type", "snapshot")
            .member("struct_type", "snapshot")
            .endObject());
  }

  @Override
  public void node(byte[] path, Node node) {
    var attributes = node.attributes();
    var out = new JsonOutput().beginObject().name("name").valueOfUtf8(node.name());
    out.member("type", node.type().word()).name("path").valueOfUtf8(path);
    out.member("uid", Integer.toUnsignedLong(attributes.uid()))
        .member("gid", Integer.toUnsignedLong(attributes.gid()));
    if (node.type() == NodeType.FILE) {
      out.member("size", attributes.sizeBytes());
    }
    StatusJson.member(out, "mode", Integer.toUnsignedLong(attributes.mode()));
    out.member("permissions", ModeText.of(attributes.mode()))
        .member("mtime", attributes.mtime().toString())
        .member("atime", attributes.atime().toString())
        .member("ctime", attributes.ctime().toString());
    StatusJson.member(out, "inode", attributes.inode());
    console.json(out.member("message_type", "node").member("struct_type", "node").endObject());
  }
}
