package caravan.restic.snapshot;

import caravan.restic.json.JsonOutput;
import caravan.restic.json.Utf8;
import java.util.Base64;

/**
 * Builds the canonical bytes of a tree; nodes come in strictly increasing order of their names. The
 * same files give the same bytes, hence the same id, as restic's.
 */
public final class TreeWriter {
  private final JsonOutput out = new JsonOutput(4 << 10);
  private boolean isEmpty = true;

  public void add(Node node) {
    begin();
    out.beginObject().name("name").valueOfUtf8(NodeName.quote(node.name()));
    out.member("type", node.type().word());
    writeAttributes(node);
    if (node.linkTarget() != null && node.linkTarget().length > 0) {
      writeLinkTarget(node.linkTarget());
    }
    writeExtendedAttributes(node);
    writeContent(node);
    if (!node.error().isEmpty()) {
      out.member("error", node.error());
    }
    out.endObject();
  }

  /** Adds the bytes of one node as {@link TreeReader#position} tells them. */
  public void addRaw(byte[] tree, int from, int to) {
    begin();
    out.raw(tree, from, to);
  }

  /** The tree's bytes; the writer is empty again afterwards. */
  public byte[] finish() {
    if (isEmpty) {
      out.beginObject().name("nodes").beginArray();
    }
    var tree = out.endArray().endObject().newline().toBytes();
    out.clear();
    isEmpty = true;
    return tree;
  }

  private void begin() {
    if (isEmpty) {
      out.beginObject().name("nodes").beginArray();
      isEmpty = false;
    }
  }

  private void writeAttributes(Node node) {
    var attributes = node.attributes();
    writeNonZero("mode", Integer.toUnsignedLong(attributes.mode()));
    out.member("mtime", attributes.mtime().toString());
    out.member("atime", attributes.atime().toString());
    out.member("ctime", attributes.ctime().toString());
    out.member("uid", Integer.toUnsignedLong(attributes.uid()));
    out.member("gid", Integer.toUnsignedLong(attributes.gid()));
    writeNonEmpty("user", attributes.user());
    writeNonEmpty("group", attributes.group());
    writeNonZero("inode", attributes.inode());
    writeNonZero("device_id", attributes.deviceId());
    writeNonZero("size", attributes.sizeBytes());
    writeNonZero("links", attributes.links());
  }

  private void writeLinkTarget(byte[] target) {
    out.name("linktarget").valueOfUtf8(target);
    if (!isUtf8(target)) {
      out.member("linktarget_raw", target);
    }
  }

  private void writeExtendedAttributes(Node node) {
    if (!node.extendedAttributes().isEmpty()) {
      out.name("extended_attributes").beginArray();
      for (var attribute : node.extendedAttributes()) {
        out.beginObject()
            .member("name", attribute.name())
            .name("value")
            .raw('"' + Base64.getEncoder().encodeToString(attribute.value()) + '"')
            .endObject();
      }
      out.endArray();
    }
    if (node.genericAttributes() != null) {
      var raw = node.genericAttributes().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      out.name("generic_attributes").raw(raw, 0, raw.length);
    }
    writeNonZero("device", node.attributes().device());
  }

  private void writeContent(Node node) {
    out.name("content");
    if (node.content() == null) {
      out.raw("null");
    } else {
      out.beginArray();
      node.content().forEach(out::value);
      out.endArray();
    }
    if (node.subtree() != null) {
      out.member("subtree", node.subtree());
    }
  }

  private void writeNonZero(String name, long value) {
    if (value != 0) {
      out.member(name, value);
    }
  }

  private void writeNonEmpty(String name, String value) {
    if (!value.isEmpty()) {
      out.member(name, value);
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    for (int at = 0; at < bytes.length; ) {
      int size = Utf8.sequenceLength(bytes, at);
      if (size == 0) {
        return false;
      }
      at += size;
    }
    return true;
  }
}
