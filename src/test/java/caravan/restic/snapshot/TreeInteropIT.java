package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Repositories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeInteropIT {
  /** What Java's own file API cannot make: names and targets of any bytes, all mode bits. */
  private static final List<String> ODD_FILES =
      List.of(
          "mkfifo fifo; chmod 0644 fifo",
          "touch \"$(printf 'bytes \\377\\355\\240\\200 \\303')\"",
          "touch \"$(printf 'young \\360\\237\\253\\251 private \\356\\200\\200')\"",
          "touch \"$(printf 'controls \\001\\007\\010\\011\\012\\013\\014\\015\\033\\177')\"",
          "touch \"$(printf 'order \\356\\200\\200')\" \"$(printf 'order \\360\\220\\200\\200')\"",
          "ln -s \"$(printf 'raw\\377target')\" rawlink",
          "ln -s \"$(printf 'replaced\\357\\277\\275')\" replacementlink",
          "touch setid; chmod 6755 setid",
          "mkdir sticky; chmod 1777 sticky",
          "truncate -s 3M sparse");

  @TempDir Path folder;

  @Test
  void treesOfResticAreWrittenAgainByteForByte() throws Exception {
    var source = makeFiles();
    var restic = emptyRepository();
    restic.run("backup", source.toString());

    int nodes = 0;
    for (var line : restic.run("list", "blobs").text().lines().toList()) {
      if (line.startsWith("tree ")) {
        var tree = restic.run("cat", "blob", line.substring(5)).output();
        var writer = new TreeWriter();
        for (var node : TreeReader.nodes(tree)) {
          writer.add(node);
          nodes++;
        }

        assertThat(new String(writer.finish(), StandardCharsets.UTF_8))
            .isEqualTo(new String(tree, StandardCharsets.UTF_8));
      }
    }
    assertThat(nodes).isGreaterThan(18);
  }

  @Test
  void snapshotsOfResticAreWrittenAgainByteForByte() throws Exception {
    var restic = emptyRepository();
    restic.run("backup", "--tag", "a,b", "--exclude", "*.tmp", makeFiles().toString());
    var id = restic.run("list", "snapshots").text().strip();
    var pretty = restic.run("cat", "snapshot", id).output();

    var snapshot = SnapshotJson.decode(pretty);
    var again = new String(SnapshotJson.encode(snapshot), StandardCharsets.UTF_8);

    assertThat(again).isEqualTo(compact(new String(pretty, StandardCharsets.UTF_8)));
  }

  private Restic emptyRepository() {
    var repository = folder.resolve("repo");
    Repositories.init(new LocalBackend(repository), 2).close();
    return Restic.at(repository.toString(), Repositories.PASSWORD);
  }

  private static String compact(String json) {
    return json.lines().map(String::strip).reduce("", String::concat).replace("\": ", "\":");
  }

  private Path makeFiles() throws Exception {
    var source = Files.createDirectories(folder.resolve("src/empty dir"));
    var root = source.getParent();
    Files.writeString(root.resolve("plain"), "text");
    Files.writeString(root.resolve("é <&> \"☕\u2028\u00a0\u0001"), "odd name");
    var old = Files.writeString(root.resolve("old"), "");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("1955-11-05T06:15:00.123Z")));
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("---------"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("missing/\n target"));
    Files.createLink(root.resolve("hard"), root.resolve("plain"));
    Files.setAttribute(root.resolve("plain"), "user:note", new byte[] {1, 2, 3});
    for (var command : ODD_FILES) {
      int exitCode =
          new ProcessBuilder("sh", "-c", command).directory(root.toFile()).start().waitFor();
      assertThat(exitCode).as(command).isZero();
    }
    return root;
  }
}
