package caravan.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The largest pack of a repository in a folder, for tests of what is damaged. */
public final class LargestPack {
  private LargestPack() {}

  /** Turns one bit in the middle around; only who reads the data can see it. */
  public static void damage(Path repository) throws IOException {
    Path pack;
    try (var files = Files.walk(repository.resolve("data"))) {
      pack =
          files
              .filter(Files::isRegularFile)
              .max(Comparator.comparing(file -> file.toFile().length()))
              .orElseThrow();
    }
    var content = Files.readAllBytes(pack);
    content[content.length / 2] ^= 1;
    pack.toFile().setWritable(true);
    Files.write(pack, content);
  }
}
