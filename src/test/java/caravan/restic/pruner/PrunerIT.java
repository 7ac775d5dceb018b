package caravan.restic.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrunerIT {
  private static final Pattern COUNT =
      Pattern.compile("(?m)^([a-z ]+): +(\\d+)(?: blobs| packs|$)");

  @TempDir Path folder;
  private Path source;
  private Path repository;
  private Restic restic;

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectories(folder.resolve("src"));
    repository = folder.resolve("repo");
    restic = Restic.at(repository.toString(), Repositories.PASSWORD);
    write("kept", 1, 3 << 20);
    write("once", 2, 5 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void resticFindsNothingWrongAfterwards(String version) throws IOException {
    init(Integer.parseInt(version));
    threeSnapshots();
    restic.run("forget", "--keep-last", "1");

    var result = prune(PruneOptions.DEFAULT.withMaxUnused("0"));

    assertThat(result.stats().bytes().removeTotal()).isGreaterThan(5 << 20);
    restic.run("check", "--read-data");
    assertThat(restic.run("prune", "--max-unused", "0", "--dry-run", "-v").text())
        .containsPattern("total prune: +0 blobs / 0 B");
    assertThat(dumped("more")).isEqualTo(Files.readAllBytes(source.resolve("more")));
  }

  @Test
  void resticPrunesWhatWePrunedBefore() throws IOException {
    init(2);
    threeSnapshots();
    restic.run("forget", "--keep-last", "2");
    prune(PruneOptions.DEFAULT);
    write("more", 4, 1 << 20);
    restic.run("backup", source.toString());
    restic.run("forget", "--keep-last", "1");

    restic.run("prune", "--max-unused", "0");

    restic.run("check", "--read-data");
    assertThat(prune(PruneOptions.DEFAULT.withMaxUnused("0")).changed()).isFalse();
  }

  @Test
  void countsAsResticCounts() throws IOException {
    init(2);
    threeSnapshots();
    restic.run("forget", "--keep-last", "1");
    var text = restic.run("prune", "--dry-run", "-v").text();

    var stats = prune(PruneOptions.DEFAULT.asDryRun()).stats();

    assertThat(stats.blobs().used()).isEqualTo(count(text, "used"));
    assertThat(stats.blobs().unused()).isEqualTo(count(text, "unused"));
    assertThat(stats.blobs().total()).isEqualTo(count(text, "total"));
    assertThat(stats.blobs().repack()).isEqualTo(count(text, "to repack"));
    assertThat(stats.blobs().repackRemove()).isEqualTo(count(text, "this removes"));
    assertThat(stats.blobs().remove()).isEqualTo(count(text, "to delete"));
    assertThat(stats.blobs().removeTotal()).isEqualTo(count(text, "total prune"));
    assertThat(stats.blobs().remaining()).isEqualTo(count(text, "remaining"));
    assertThat(stats.packs().used()).isEqualTo(count(text, "totally used packs"));
    assertThat(stats.packs().partlyUsed()).isEqualTo(count(text, "partly used packs"));
    assertThat(stats.packs().unused()).isEqualTo(count(text, "unused packs"));
  }

  @Test
  void packsManySmallPacksTogetherAsResticDoes() throws IOException {
    init(2);
    for (int run = 0; run < 7; run++) {
      write("small" + run, 100 + run, 20_000);
      restic.run("backup", source.toString());
    }
    var text = restic.run("prune", "--dry-run", "-v").text();

    var result = prune(PruneOptions.DEFAULT);

    assertThat(result.stats().blobs().repack()).isEqualTo(count(text, "to repack"));
    assertThat(result.repackedPacks()).hasSizeGreaterThan(10);
    restic.run("check", "--read-data");
    assertThat(restic.run("list", "packs").text().lines()).hasSizeLessThan(6);
  }

  @Test
  void compressesWhatAnUpgradedRepositoryHoldsPlain() throws IOException {
    init(1);
    threeSnapshots();
    restic.run("migrate", "upgrade_repo_v2");

    prune(new PruneOptions("5%", Long.MAX_VALUE, false, true, 0, java.util.Set.of(), false));

    restic.run("check", "--read-data");
    assertThat(restic.run("prune", "--repack-uncompressed", "--dry-run", "-v").text())
        .containsPattern("to repack: +0 blobs");
  }

  /** With a key that costs nothing to derive, since restic is started many times. */
  private void init(int version) throws IOException {
    for (var type : List.of("data", "index", "keys", "locks", "snapshots")) {
      Files.createDirectories(repository.resolve(type));
    }
    SmallRepository.init(version).memory().copyTo(repository);
  }

  private void threeSnapshots() throws IOException {
    restic.run("backup", source.toString());
    Files.delete(source.resolve("once"));
    write("changed", 3, 2 << 20);
    restic.run("backup", source.toString());
    write("changed", 5, 2 << 20);
    write("more", 6, 1 << 20);
    restic.run("backup", source.toString());
  }

  private PruneResult prune(PruneOptions options) {
    try (Repository opened = Repositories.open(repository);
        var lock = opened.lock(LockMode.EXCLUSIVE, Duration.ZERO)) {
      opened.loadIndex();
      return new Pruner(opened, options, PruneListener.NONE, lock::ensureHeld).run();
    }
  }

  private byte[] dumped(String name) {
    return restic.run("dump", "latest", source.resolve(name).toString()).output();
  }

  private void write(String name, int seed, int bytes) throws IOException {
    var content = new byte[bytes];
    new Random(seed).nextBytes(content);
    Files.write(source.resolve(name), content);
  }

  private static long count(String text, String line) {
    return COUNT
        .matcher(text)
        .results()
        .filter(match -> match.group(1).equals(line))
        .mapToLong(match -> Long.parseLong(match.group(2)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '" + line + "' in " + text));
  }
}
