package caravan.cli.archive;

import caravan.restic.snapshot.ExtendedAttribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Extended attributes as tar programs know them; Linux's ACLs as text, owners by number. */
final class AclText {
  private static final int VERSION = 2;
  private static final int VERSION_BYTES = 4;
  private static final int ENTRY_BYTES = 2 + 2 + 4;

  private AclText() {}

  /** Adds all, in the order of their keys; an ACL that nobody can read is left out. */
  static void addAttributes(PaxRecords records, List<ExtendedAttribute> attributes) {
    var sorted = new TreeMap<String, byte[]>();
    for (var attribute : attributes) {
      switch (attribute.name()) {
        case "system.posix_acl_access" -> put(sorted, "SCHILY.acl.access", attribute);
        case "system.posix_acl_default" -> put(sorted, "SCHILY.acl.default", attribute);
        default -> sorted.put("SCHILY.xattr." + attribute.name(), attribute.value());
      }
    }
    sorted.forEach(records::add);
  }

  private static void put(TreeMap<String, byte[]> records, String key, ExtendedAttribute acl) {
    var text = of(acl.value());
    if (text != null) {
      records.put(key, text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** A line for each entry, or null when this is no ACL. */
  static String of(byte[] acl) {
    var in = ByteBuffer.wrap(acl).order(ByteOrder.LITTLE_ENDIAN);
    boolean isWhole =
        acl.length >= VERSION_BYTES && (acl.length - VERSION_BYTES) % ENTRY_BYTES == 0;
    if (!isWhole || in.getInt() != VERSION) {
      return null;
    }
    var text = new StringBuilder();
    while (in.hasRemaining()) {
      int tag = in.getShort();
      int permissions = in.getShort();
      var id = Integer.toUnsignedString(in.getInt());
      switch (tag) {
        case 0x01 -> text.append("user:");
        case 0x02 -> text.append("user:").append(id);
        case 0x04 -> text.append("group:");
        case 0x08 -> text.append("group:").append(id);
        case 0x10 -> text.append("mask:");
        case 0x20 -> text.append("other:");
        default -> {
          return null;
        }
      }
      text.append(':')
          .append((permissions & 4) != 0 ? 'r' : '-')
          .append((permissions & 2) != 0 ? 'w' : '-')
          .append((permissions & 1) != 0 ? 'x' : '-')
          .append('\n');
    }
    return text.toString();
  }
}
