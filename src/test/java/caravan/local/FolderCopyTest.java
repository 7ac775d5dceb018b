package caravan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.fs.PosixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCopyTest {
  private static final String METADATA = "unix:mode,uid,gid,size,lastModifiedTime";

  @TempDir Path folder;
  private Path from;
  private Path to;

  @BeforeEach
  void makeFolder() throws IOException {
    from = Files.createDirectories(folder.resolve("from"));
    to = folder.resolve("to");
  }

  @Test
  void copiesEverythingAsItIs() throws IOException {
    var deep = Files.createDirectories(from.resolve("a/b"));
    var file = Files.writeString(deep.resolve("file"), "content");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x-w---x"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1969-07-20T20:17:40.5Z")));
    Files.createSymbolicLink(from.resolve("link"), Path.of("../nowhere"));
    Files.createLink(from.resolve("second name"), file);
    Files.setLastModifiedTime(deep, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwx------"));

    new FolderCopy(false).run(from, to);

    for (var name : new String[] {"", "a", "a/b", "a/b/file", "link", "second name"}) {
      assertThat(metadata(to.resolve(name))).as(name).isEqualTo(metadata(from.resolve(name)));
    }
    assertThat(to.resolve("a/b/file")).hasContent("content");
    assertThat(Files.readSymbolicLink(to.resolve("link"))).hasToString("../nowhere");
    assertThat(Files.isSameFile(to.resolve("a/b/file"), to.resolve("second name"))).isTrue();
  }

  @Test
  void copiesLargeFilesAndHoles() throws IOException {
    var file = from.resolve("sparse");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      channel.write(ByteBuffer.wrap(new byte[] {4, 5, 6}), 9 << 20);
      channel.write(ByteBuffer.wrap(new byte[] {7}), (20 << 20) - 1);
    }

    new FolderCopy(false).run(from, to);

    assertThat(Files.mismatch(file, to.resolve("sparse"))).isEqualTo(-1);
  }

  @Test
  void neverWritesIntoAFolderThatHoldsSomething() throws IOException {
    Files.writeString(from.resolve("file"), "new");
    Files.createDirectory(to);
    Files.writeString(to.resolve("file"), "old");

    assertThatThrownBy(() -> new FolderCopy(false).run(from, to))
        .isInstanceOf(PosixException.class)
        .hasMessageContaining(to.resolve("file").toString());
    assertThat(to.resolve("file")).hasContent("old");
  }

  @Test
  void namesTheFolderThatIsMissing() {
    assertThatThrownBy(() -> new FolderCopy(true).run(folder.resolve("gone"), to))
        .isInstanceOf(PosixException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void removalTakesAllOfItAndNothingBehindALink() throws IOException {
    var kept = Files.writeString(folder.resolve("kept"), "content");
    var locked = Files.createDirectories(from.resolve("locked"));
    Files.writeString(locked.resolve("file"), "content");
    Files.createSymbolicLink(from.resolve("link"), folder);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));

    FolderRemoval.remove(from);
    FolderRemoval.remove(from);

    assertThat(from).doesNotExist();
    assertThat(kept).hasContent("content");
  }

  private static Map<String, Object> metadata(Path path) throws IOException {
    var read = Files.readAttributes(path, METADATA, LinkOption.NOFOLLOW_LINKS);
    return new TreeMap<>(read);
  }
}
