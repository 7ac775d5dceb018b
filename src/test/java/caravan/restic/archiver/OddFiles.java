package caravan.restic.archiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;

final class OddFiles {
  private OddFiles() {}

  static void make(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    Files.createDirectories(folder.resolve("a/b/c"));
    Files.writeString(folder.resolve("a/small"), "hello");
    Files.writeString(folder.resolve("a/b/nothing"), "");
    var big = new byte[9 << 20];
    new Random(7).nextBytes(big);
    Files.write(folder.resolve("a/b/c/big"), big);
    Files.write(folder.resolve("zeros"), new byte[3 << 20]);
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a/small"));
    Files.createLink(folder.resolve("hard"), folder.resolve("a/small"));
    Files.writeString(folder.resolve("täg \"quoted\"\n"), "x", StandardCharsets.UTF_8);
    Files.setLastModifiedTime(
        folder.resolve("zeros"), FileTime.from(Instant.parse("1965-01-01T01:02:03.000000004Z")));
  }
}
