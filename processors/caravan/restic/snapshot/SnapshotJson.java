package caravan.restic.snapshot;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.json.JsonCursor;
import caravan.restic.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a snapshot file, in restic's order of members. */
public final class SnapshotJson {
  private SnapshotJson() {}

  /**
   * @throws IllegalStateException when restic could not read the result: one bad snapshot would
   *     keep everybody out
   */
  public static byte[] encode(Snapshot snapshot) {
    var out = new JsonOutput().beginObject();
    writeMembers(out, snapshot);
    var json = out.endObject().toBytes();
    if (snapshot.tree() == null || snapshot.tree().isNull() || !decode(json).equals(snapshot)) {
      throw new IllegalStateException("the snapshot does not read back: " + snapshot);
    }
    return json;
  }

  /** The members alone, for documents that add more to them. */
  public static void writeMembers(JsonOutput out, Snapshot snapshot) {
    out.member("time", snapshot.time().toString());
    writeId(out, "parent", snapshot.parent());
    out.member("tree", snapshot.tree());
    writeTexts(out.name("paths"), snapshot.paths());
    writeNonEmpty(out, "hostname", snapshot.hostname());
    writeNonEmpty(out, "username", snapshot.username());
    writeNonZero(out, "uid", snapshot.uid());
    writeNonZero(out, "gid", snapshot.gid());
    writeNonEmpty(out, "excludes", snapshot.excludes());
    writeNonEmpty(out, "tags", snapshot.tags());
    writeId(out, "original", snapshot.original());
    writeNonEmpty(out, "program_version", snapshot.programVersion());
    if (snapshot.summary() != null) {
      writeSummary(out.name("summary"), snapshot.summary());
    }
    if (!snapshot.unknown().isEmpty()) {
      var raw = snapshot.unknown().getBytes(StandardCharsets.UTF_8);
      out.raw(raw, 0, raw.length);
    }
  }

  /**
   * @throws DamagedRepository when the bytes are no snapshot
   */
  public static Snapshot decode(byte[] json) {
    return new Parser(json).parse();
  }

  private static void writeSummary(JsonOutput out, Summary summary) {
    out.beginObject()
        .member("backup_start", summary.backupStart().toString())
        .member("backup_end", summary.backupEnd().toString())
        .member("files_new", summary.filesNew())
        .member("files_changed", summary.filesChanged())
        .member("files_unmodified", summary.filesUnmodified())
        .member("dirs_new", summary.dirsNew())
        .member("dirs_changed", summary.dirsChanged())
        .member("dirs_unmodified", summary.dirsUnmodified())
        .member("data_blobs", summary.dataBlobs())
        .member("tree_blobs", summary.treeBlobs())
        .member("data_added", summary.dataAdded())
        .member("data_added_packed", summary.dataAddedPacked())
        .member("total_files_processed", summary.totalFilesProcessed())
        .member("total_bytes_processed", summary.totalBytesProcessed())
        .endObject();
  }

  private static void writeId(JsonOutput out, String name, Id id) {
    if (id != null) {
      out.member(name, id);
    }
  }

  private static void writeNonEmpty(JsonOutput out, String name, String text) {
    if (!text.isEmpty()) {
      out.member(name, text);
    }
  }

  private static void writeNonEmpty(JsonOutput out, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      writeTexts(out.name(name), texts);
    }
  }

  private static void writeNonZero(JsonOutput out, String name, int number) {
    if (number != 0) {
      out.member(name, Integer.toUnsignedLong(number));
    }
  }

  private static void writeTexts(JsonOutput out, List<String> texts) {
    out.beginArray();
    texts.forEach(out::value);
    out.endArray();
  }

  /** Gathers the members of one snapshot. */
  private static final class Parser {
    private final byte[] json;
    private final JsonCursor in;
    private Timestamp time;
    private Id parent, tree, original;
    private List<String> paths = List.of(), excludes = List.of(), tags = List.of();
    private String hostname = "", username = "", programVersion = "";
    private final StringBuilder unknown = new StringBuilder();
    private int uid, gid;
    private Summary summary;

    Parser(byte[] json) {
      this.json = json;
      in = new JsonCursor(json);
    }

    Snapshot parse() {
      in.beginObject();
      for (String member; (member = in.nextMember()) != null; ) {
        if (!readOrigin(member) && !readLists(member)) {
          readUnknown(in.memberName());
        }
      }
      in.expectEnd();
      if (time == null || tree == null) {
        throw new DamagedRepository("invalid snapshot: it has no time or no tree");
      }
      return new Snapshot(
          time,
          parent,
          tree,
          paths,
          hostname,
          username,
          uid,
          gid,
          excludes,
          tags,
          original,
          programVersion,
          summary,
          unknown.toString());
    }

    private boolean readOrigin(String member) {
      switch (member) {
        case "time" -> time = Timestamp.parse(in.text());
        case "parent" -> parent = in.takeNull() ? null : in.id();
        case "tree" -> tree = in.takeNull() ? null : in.id();
        case "original" -> original = in.takeNull() ? null : in.id();
        case "hostname" -> hostname = in.text();
        case "username" -> username = in.text();
        case "uid" -> uid = in.uint32();
        case "gid" -> gid = in.uint32();
        case "program_version" -> programVersion = in.text();
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean readLists(String member) {
      switch (member) {
        case "paths" -> paths = texts();
        case "excludes" -> excludes = texts();
        case "tags" -> tags = texts();
        case "summary" -> summary = in.takeNull() ? null : new SummaryParser(in).parse();
        default -> {
          return false;
        }
      }
      return true;
    }

    private void readUnknown(String member) {
      int from = in.position();
      in.skip();
      var value = new String(Arrays.copyOfRange(json, from, in.position()), StandardCharsets.UTF_8);
      var name = new String(new JsonOutput().value(member).toBytes(), StandardCharsets.UTF_8);
      unknown.append(unknown.isEmpty() ? "" : ",").append(name).append(':').append(value.strip());
    }

    private List<String> texts() {
      var texts = new ArrayList<String>();
      if (in.takeNull()) {
        return texts;
      }
      in.beginArray();
      while (in.nextElement()) {
        texts.add(in.text());
      }
      return texts;
    }
  }

  /** Gathers the numbers of one summary. */
  private static final class SummaryParser {
    private static final List<String> COUNTS =
        List.of(
            "files_new",
            "files_changed",
            "files_unmodified",
            "dirs_new",
            "dirs_changed",
            "dirs_unmodified",
            "data_blobs",
            "tree_blobs",
            "data_added",
            "data_added_packed",
            "total_files_processed",
            "total_bytes_processed");
    private final JsonCursor in;
    private final long[] counts = new long[COUNTS.size()];
    private Timestamp start = Timestamp.ZERO;
    private Timestamp end = Timestamp.ZERO;

    SummaryParser(JsonCursor in) {
      this.in = in;
    }

    Summary parse() {
      in.beginObject();
      for (String member; (member = in.nextMember()) != null; ) {
        int count = COUNTS.indexOf(member);
        if (count >= 0) {
          counts[count] = in.number();
        } else if (member.equals("backup_start")) {
          start = Timestamp.parse(in.text());
        } else if (member.equals("backup_end")) {
          end = Timestamp.parse(in.text());
        } else {
          in.skip();
        }
      }
      return new Summary(
          start,
          end,
          counts[0],
          counts[1],
          counts[2],
          counts[3],
          counts[4],
          counts[5],
          counts[6],
          counts[7],
          counts[8],
          counts[9],
          counts[10],
          counts[11]);
    }
  }
}
