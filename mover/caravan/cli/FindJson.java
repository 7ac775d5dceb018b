package caravan.cli;

import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.StoredSnapshot;

/** What is found as one JSON array: matches of names by snapshot, objects one by one. */
final class FindJson implements FindReport {
  private final Console console;
  private final JsonOutput out = new JsonOutput().beginArray();
  private StoredSnapshot snapshot;
  private StoredSnapshot open;
  private int hits;

  FindJson(Console console) {
    this.console = console;
  }

  @Override
  public void in(StoredSnapshot stored) {
    snapshot = stored;
  }

  @Override
  public void match(byte[] path, Node node) {
    if (open != snapshot) {
      close();
      open = snapshot;
      hits = 0;
      out.beginObject().name("matches").beginArray();
    }
    hits++;
    writeNode(path, node);
  }

  private void writeNode(byte[] path, Node node) {
    var attributes = node.attributes();
    out.beginObject().name("path").valueOfUtf8(path);
    out.member("permissions", ModeText.of(attributes.mode())).member("type", node.type().word());
    StatusJson.member(out, "mode", Integer.toUnsignedLong(attributes.mode()));
    out.member("mtime", attributes.mtime().toString())
        .member("atime", attributes.atime().toString())
        .member("ctime", attributes.ctime().toString())
        .member("uid", Integer.toUnsignedLong(attributes.uid()))
        .member("gid", Integer.toUnsignedLong(attributes.gid()));
    text("user", attributes.user());
    text("group", attributes.group());
    StatusJson.member(out, "inode", attributes.inode());
    StatusJson.member(out, "device_id", attributes.deviceId());
    StatusJson.member(out, "size", attributes.sizeBytes());
    StatusJson.member(out, "links", attributes.links());
    if (node.linkTarget() != null && node.linkTarget().length > 0) {
      out.name("linktarget").valueOfUtf8(node.linkTarget());
    }
    out.endObject();
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      out.member(name, value);
    }
  }

  @Override
  public void object(String kind, Id id, byte[] path, Id holder) {
    out.beginObject().member("object_type", kind).member("id", id).name("path").valueOfUtf8(path);
    if (holder != null) {
      out.member("parent_tree", holder);
    }
    out.member("snapshot", snapshot.id())
        .member("time", snapshot.snapshot().time().toString())
        .endObject();
  }

  @Override
  public void unreadable(Id tree, ResticException cause) {
    console.error(
        "unable to load tree %s of snapshot %s: %s"
            .formatted(tree, snapshot.id(), cause.getMessage()));
  }

  @Override
  public void finish() {
    close();
    console.json(out.endArray());
  }

  private void close() {
    if (open != null) {
      out.endArray().member("hits", hits).member("snapshot", open.id()).endObject();
    }
  }
}
