package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshCacheTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private final List<String> warnings = new ArrayList<>();
  @TempDir private Path root;

  @Test
  void isEmptyAndGoneAfterwardsWithAllThatWasCached() throws IOException {
    Path folder;
    try (var cache = FreshCache.below(root.resolve("new"), CLOCK, warnings::add)) {
      folder = cache.folder();
      assertThat(folder).isEmptyDirectory().hasParent(root.resolve("new"));
      Files.createDirectories(folder.resolve("id/data/ab"));
      Files.writeString(folder.resolve("id/data/ab/pack"), "content");
    }

    assertThat(folder).doesNotExist();
    assertThat(warnings).isEmpty();
  }

  @Test
  void removesThoseOfChecksThatWereKilledButNotOfOneThatRuns() throws IOException {
    var killed = leave("restic-check-cache-1", Duration.ofDays(2));
    var running = leave("restic-check-cache-2", Duration.ofHours(1));
    var repository = leave("0f".repeat(32), Duration.ofDays(2));

    FreshCache.below(root, CLOCK, warnings::add).close();

    assertThat(killed).doesNotExist();
    assertThat(running).exists();
    assertThat(repository).exists();
  }

  @Test
  void isNoneWhereThereIsNoCacheOrNoneCanBeMade() throws IOException {
    var file = Files.createFile(root.resolve("file"));

    try (var none = FreshCache.below(null, CLOCK, warnings::add);
        var impossible = FreshCache.below(file, CLOCK, warnings::add)) {
      assertThat(none.folder()).isNull();
      assertThat(impossible.folder()).isNull();
    }

    assertThat(warnings).singleElement().asString().contains("checking without a cache", "file");
  }

  private Path leave(String name, Duration age) throws IOException {
    var folder = Files.createDirectories(root.resolve(name).resolve("data")).getParent();
    return Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(age)));
  }
}
