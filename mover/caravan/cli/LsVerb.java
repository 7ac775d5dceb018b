package caravan.cli;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.TreeReader;
import caravan.text.SizeText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the files of a snapshot. */
@Command(
    name = "ls",
    description = "List the files of a snapshot.",
    footer = {
      "",
      "Examples:",
      "  caravan ls latest",
      "  caravan ls -l latest /home/user",
      "  caravan ls --json 79766175"
    })
final class LsVerb extends Verb {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @Mixin private SnapshotOptions selection;

  @Parameters(index = "0", paramLabel = "ID", description = "the snapshot, or latest")
  private String snapshot;

  @Parameters(index = "1..*", paramLabel = "DIR", description = "only what lies in these folders")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = {"-l", "--long"},
      description = "modes, owners, sizes and times as well")
  private boolean isLong;

  @Option(names = "--recursive", description = "with folders: all that lies below them")
  private boolean recursive;

  @Option(names = "--human-readable", description = "sizes in MiB and the like")
  private boolean human;

  LsVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    for (var folder : folders) {
      if (!folder.startsWith("/")) {
        throw new InvalidInput(
            "All path filters must be absolute, starting with a forward slash '/': " + folder);
      }
    }
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var reference = SnapshotReference.parse(snapshot);
          var stored = SnapshotFinder.find(repository.snapshots(), reference, selection.filter());
          repository.loadIndex();
          announce(stored);
          var tree = TreePaths.find(repository, stored.snapshot().tree(), reference.subfolder());
          list(repository, tree, "");
          return OK;
        });
  }

  private void announce(StoredSnapshot stored) {
    if (isJson()) {
      console()
          .json(
              SnapshotText.openJson(new JsonOutput(), stored)
                  .member("message_type", "snapshot")
                  .member("struct_type", "snapshot")
                  .endObject());
    } else {
      say("%s filtered by [%s]:", SnapshotText.describe(stored, zone()), String.join(" ", folders));
    }
  }

  private void list(Repository repository, Id tree, String path) {
    var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
    for (Node node; (node = reader.next()) != null; ) {
      var itsPath = path + "/" + new String(node.name(), StandardCharsets.UTF_8);
      if (isListed(itsPath)) {
        print(node, itsPath);
      }
      if (node.subtree() != null && isEntered(itsPath)) {
        list(repository, node.subtree(), itsPath);
      }
    }
  }

  private boolean isListed(String path) {
    return folders.isEmpty()
        || folders.stream()
            .map(LsVerb::withoutSlash)
            .anyMatch(
                folder ->
                    path.equals(folder)
                        || path.startsWith(folder + "/")
                            && (recursive || path.indexOf('/', folder.length() + 1) < 0));
  }

  private boolean isEntered(String path) {
    return folders.isEmpty()
        || folders.stream()
            .map(LsVerb::withoutSlash)
            .anyMatch(
                folder ->
                    folder.equals(path)
                        || folder.startsWith(path + "/")
                        || recursive && path.startsWith(folder + "/"));
  }

  private static String withoutSlash(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }

  private void print(Node node, String path) {
    if (isJson()) {
      console().json(json(node, path));
    } else {
      console().line(isLong ? longLine(node, path) : path);
    }
  }

  private String longLine(Node node, String path) {
    var attributes = node.attributes();
    var size = human ? SizeText.of(attributes.sizeBytes()) : Long.toString(attributes.sizeBytes());
    var target =
        node.type() == NodeType.SYMLINK
            ? " -> " + new String(node.linkTarget(), StandardCharsets.UTF_8)
            : "";
    return "%s %5d %5d %6s %s %s%s"
        .formatted(
            ModeText.of(attributes.mode()),
            Integer.toUnsignedLong(attributes.uid()),
            Integer.toUnsignedLong(attributes.gid()),
            size,
            TIME.format(attributes.mtime().toInstant().atZone(zone())),
            path,
            target);
  }

  private static JsonOutput json(Node node, String path) {
    var attributes = node.attributes();
    var out =
        new JsonOutput()
            .beginObject()
            .member("name", new String(node.name(), StandardCharsets.UTF_8))
            .member("type", node.type().word())
            .member("path", path)
            .member("uid", Integer.toUnsignedLong(attributes.uid()))
            .member("gid", Integer.toUnsignedLong(attributes.gid()));
    if (node.type() == NodeType.FILE) {
      out.member("size", attributes.sizeBytes());
    }
    if (attributes.mode() != 0) {
      out.member("mode", Integer.toUnsignedLong(attributes.mode()));
    }
    out.member("permissions", ModeText.of(attributes.mode()))
        .member("mtime", attributes.mtime().toString())
        .member("atime", attributes.atime().toString())
        .member("ctime", attributes.ctime().toString());
    if (attributes.inode() != 0) {
      out.member("inode", attributes.inode());
    }
    return out.member("message_type", "node").member("struct_type", "node").endObject();
  }

  private ZoneId zone() {
    return context().clock().getZone();
  }
}
