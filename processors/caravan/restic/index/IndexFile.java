package caravan.restic.index;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.crypto.Sealer;
import caravan.restic.json.JsonCursor;
import caravan.restic.json.JsonOutput;
import caravan.restic.pack.PackContent;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The JSON of an index file: for each pack its blobs. */
public final class IndexFile {
  /** When a growing index is written: more blobs make one file slow to read. */
  public static final int FULL_BLOBS = 50_000;

  /** A file with this many is split when it is rewritten: a full one and the largest pack more. */
  public static final int OVERSIZED_BLOBS = FULL_BLOBS + PackHeader.MAX_ENTRIES;

  private static final int BYTES_PER_BLOB = 170;

  private IndexFile() {}

  public static byte[] encode(List<PackContent> packs) {
    int blobs = packs.stream().mapToInt(pack -> pack.entries().size()).sum();
    var out = new JsonOutput(256 + blobs * BYTES_PER_BLOB);
    out.beginObject().name("packs").beginArray();
    for (var pack : packs) {
      out.beginObject().member("id", pack.packId()).name("blobs").beginArray();
      for (var entry : pack.entries()) {
        encode(out, entry);
      }
      out.endArray().endObject();
    }
    return out.endArray().endObject().newline().toBytes();
  }

  /**
   * Reads pack by pack. {@code supersedes} and members of other programs are passed over.
   *
   * @throws DamagedRepository when the bytes are no index
   */
  public static void decode(byte[] json, Consumer<PackContent> packs) {
    var in = new JsonCursor(json);
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      if (name.equals("packs") && !in.takeNull()) {
        in.beginArray();
        while (in.nextElement()) {
          packs.accept(decodePack(in));
        }
      } else if (!name.equals("packs")) {
        in.skip();
      }
    }
    in.expectEnd();
  }

  private static void encode(JsonOutput out, PackEntry entry) {
    out.beginObject()
        .member("id", entry.id())
        .member("type", entry.type().word())
        .member("offset", entry.offset())
        .member("length", entry.lengthBytes());
    if (entry.isCompressed()) {
      out.member("uncompressed_length", entry.uncompressedBytes());
    }
    out.endObject();
  }

  private static PackContent decodePack(JsonCursor in) {
    Id id = null;
    var entries = new ArrayList<PackEntry>();
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      switch (name) {
        case "id" -> id = in.id();
        case "blobs" -> decodeBlobs(in, entries);
        default -> in.skip();
      }
    }
    if (id == null || id.isNull()) {
      throw new DamagedRepository("invalid index: a pack without an id");
    }
    return new PackContent(id, entries);
  }

  private static void decodeBlobs(JsonCursor in, List<PackEntry> entries) {
    if (in.takeNull()) {
      return;
    }
    in.beginArray();
    while (in.nextElement()) {
      entries.add(decodeBlob(in));
    }
  }

  private static PackEntry decodeBlob(JsonCursor in) {
    Id id = null;
    String type = "";
    int offset = 0, length = 0, uncompressed = 0;
    in.beginObject();
    for (String name; (name = in.nextName()) != null; ) {
      switch (name) {
        case "id" -> id = in.id();
        case "type" -> type = in.text();
        case "offset" -> offset = in.intNumber();
        case "length" -> length = in.intNumber();
        case "uncompressed_length" -> uncompressed = in.intNumber();
        default -> in.skip();
      }
    }
    if (id == null || id.isNull() || !type.equals("data") && !type.equals("tree")) {
      throw new DamagedRepository("invalid index: blob " + id + " of type \"" + type + "\"");
    }
    if (length < Sealer.OVERHEAD_BYTES || offset > Integer.MAX_VALUE - length) {
      throw new DamagedRepository(
          "invalid index: blob %s cannot have %d bytes at %d".formatted(id, length, offset));
    }
    var blobType = type.equals("tree") ? BlobType.TREE : BlobType.DATA;
    return new PackEntry(blobType, id, offset, length, uncompressed);
  }
}
