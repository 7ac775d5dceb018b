package caravan.restic.snapshot;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a tree node by node, straight from its bytes. Members of other programs are passed over;
 * what is no tree is a {@link DamagedRepository}.
 */
public final class TreeReader {
  private final byte[] tree;
  private final JsonCursor in;
  private boolean isOpen;
  private int start;
  private int end;

  public TreeReader(byte[] tree) {
    this.tree = tree;
    in = new JsonCursor(tree);
    in.beginObject();
    for (String name; !isOpen && (name = in.nextMember()) != null; ) {
      if (name.equals("nodes")) {
        in.beginArray();
        isOpen = true;
      } else {
        in.skip();
      }
    }
    if (!isOpen) {
      throw new DamagedRepository("invalid tree: it has no nodes");
    }
  }

  /** The next node, or null after the last one. */
  public Node next() {
    if (!isOpen) {
      return null;
    }
    if (!in.nextElement()) {
      isOpen = false;
      while (in.nextName() != null) {
        in.skip();
      }
      in.expectEnd();
      return null;
    }
    start = in.position();
    var node = new NodeParser(in, tree).parse();
    end = in.position();
    return node;
  }

  /** Where the node that {@link #next} gave begins in the tree's bytes. */
  public int start() {
    return start;
  }

  /** Where it ends. */
  public int end() {
    return end;
  }

  /** All nodes at once. */
  public static List<Node> nodes(byte[] tree) {
    var nodes = new ArrayList<Node>();
    var reader = new TreeReader(tree);
    for (Node node; (node = reader.next()) != null; ) {
      nodes.add(node);
    }
    return nodes;
  }

  /** Gathers the members of one node. */
  private static final class NodeParser {
    private final JsonCursor in;
    private final byte[] tree;
    private byte[] name = {};
    private String type = "";
    private int mode, uid, gid;
    private Timestamp mtime = Timestamp.ZERO, atime = Timestamp.ZERO, ctime = Timestamp.ZERO;
    private String user = "", group = "", error = "";
    private long inode, deviceId, size, links, device;
    private byte[] linkTarget;
    private byte[] rawLinkTarget;
    private List<ExtendedAttribute> extendedAttributes = List.of();
    private List<Id> content;
    private Id subtree;
    private String genericAttributes;

    NodeParser(JsonCursor in, byte[] tree) {
      this.in = in;
      this.tree = tree;
    }

    Node parse() {
      in.beginObject();
      for (String member; (member = in.nextMember()) != null; ) {
        if (!readName(member) && !readStat(member)) {
          readContent(member);
        }
      }
      var attributes =
          new Attributes(
              mode, mtime, atime, ctime, uid, gid, user, group, inode, deviceId, size, links,
              device);
      return new Node(
          name,
          nodeType(),
          attributes,
          rawLinkTarget != null ? rawLinkTarget : linkTarget,
          extendedAttributes,
          content,
          subtree,
          error,
          genericAttributes);
    }

    private boolean readName(String member) {
      switch (member) {
        case "name" -> name = NodeName.unquote(in.textBytes());
        case "type" -> type = in.text();
        case "user" -> user = in.text();
        case "group" -> group = in.text();
        case "error" -> error = in.text();
        case "linktarget" -> linkTarget = in.textBytes();
        case "linktarget_raw" -> rawLinkTarget = in.base64();
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean readStat(String member) {
      switch (member) {
        case "mode" -> mode = in.uint32();
        case "mtime" -> mtime = Timestamp.parse(in.text());
        case "atime" -> atime = Timestamp.parse(in.text());
        case "ctime" -> ctime = Timestamp.parse(in.text());
        case "uid" -> uid = in.uint32();
        case "gid" -> gid = in.uint32();
        case "inode" -> inode = in.number();
        case "device_id" -> deviceId = in.number();
        case "size" -> size = in.number();
        case "links" -> links = in.number();
        case "device" -> device = in.number();
        default -> {
          return false;
        }
      }
      return true;
    }

    private void readContent(String member) {
      switch (member) {
        case "content" -> content = ids();
        case "subtree" -> subtree = in.takeNull() ? null : in.id();
        case "extended_attributes" -> extendedAttributes = attributes();
        case "generic_attributes" -> genericAttributes = raw();
        default -> in.skip();
      }
    }

    private List<Id> ids() {
      if (in.takeNull()) {
        return null;
      }
      var ids = new ArrayList<Id>();
      in.beginArray();
      while (in.nextElement()) {
        ids.add(in.id());
      }
      return ids;
    }

    private List<ExtendedAttribute> attributes() {
      var attributes = new ArrayList<ExtendedAttribute>();
      if (in.takeNull()) {
        return attributes;
      }
      in.beginArray();
      while (in.nextElement()) {
        String attribute = "";
        byte[] value = {};
        in.beginObject();
        for (String member; (member = in.nextMember()) != null; ) {
          switch (member) {
            case "name" -> attribute = in.text();
            case "value" -> value = in.base64();
            default -> in.skip();
          }
        }
        attributes.add(new ExtendedAttribute(attribute, value));
      }
      return attributes;
    }

    private String raw() {
      int from = in.position();
      in.skip();
      var text = Arrays.copyOfRange(tree, from, in.position());
      return new String(text, StandardCharsets.UTF_8).strip();
    }

    private NodeType nodeType() {
      for (var known : NodeType.values()) {
        if (known.word().equals(type)) {
          return known;
        }
      }
      return NodeType.IRREGULAR;
    }
  }
}
