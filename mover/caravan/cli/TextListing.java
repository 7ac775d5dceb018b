package caravan.cli;

import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.text.SizeText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Paths as their raw bytes, in the long form with what {@code ls -l} would tell. */
final class TextListing implements Listing {
  private final Verb verb;
  private final FolderFilter folders;
  private final Style style;

  /**
   * @param isHuman sizes with units
   */
  record Style(boolean isLong, boolean isHuman) {}

  TextListing(Verb verb, FolderFilter folders, Style style) {
    this.verb = verb;
    this.folders = folders;
    this.style = style;
  }

  @Override
  public void begin(StoredSnapshot stored) {
    verb.say(
        SnapshotText.describe(stored, verb.context().zone()) + " filtered by " + folders + ":");
  }

  @Override
  public void node(byte[] path, Node node) {
    var line = new ByteArrayOutputStream();
    if (style.isLong()) {
      line.writeBytes(details(node).getBytes(StandardCharsets.UTF_8));
    }
    line.writeBytes(path);
    if (style.isLong() && node.type() == NodeType.SYMLINK) {
      line.writeBytes(" -> ".getBytes(StandardCharsets.UTF_8));
      line.writeBytes(node.linkTarget());
    }
    line.write('\n');
    verb.console().bytes(line.toByteArray());
  }

  private String details(Node node) {
    var attributes = node.attributes();
    long size = attributes.sizeBytes();
    return "%s %5d %5d %s %s "
        .formatted(
            ModeText.of(attributes.mode()),
            Integer.toUnsignedLong(attributes.uid()),
            Integer.toUnsignedLong(attributes.gid()),
            style.isHuman() ? SizeText.of(size) : "%6d".formatted(size),
            verb.context().zone().toSeconds(attributes.mtime()));
  }
}
