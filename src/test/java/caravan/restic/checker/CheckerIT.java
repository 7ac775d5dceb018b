package caravan.restic.checker;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckerIT {
  @TempDir Path folder;
  private Path repository;
  private Restic restic;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = folder.resolve("repo");
    restic = Restic.at(repository.toString(), Repositories.PASSWORD);
    restic.run("init");
    for (int round = 0; round < 3; round++) {
      var content = new byte[3 << 20];
      new Random(round).nextBytes(content);
      Files.createDirectories(folder.resolve("src/dir" + round));
      Files.write(folder.resolve("src/dir" + round + "/file"), content);
      restic.run("backup", folder.resolve("src").toString());
    }
  }

  @Test
  void findsNothingInAHealthyRepository() {
    var result = check(ReadDataSubset.all());

    assertThat(result.findings()).isEmpty();
  }

  /** A way to hurt a repository. */
  enum Damage {
    MISSING_DATA_PACK,
    TRUNCATED_PACK,
    FLIPPED_BIT,
    MISSING_INDEX,
    DAMAGED_INDEX,
    DAMAGED_SNAPSHOT
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatResticFinds(Damage damage) throws IOException {
    hurt(damage);

    var result = check(ReadDataSubset.all());

    assertThat(result.errors()).as(result.findings().toString()).isPositive();
    assertThat(restic.tryRun("check", "--read-data").exitCode()).isEqualTo(1);
  }

  @Test
  void countsUnindexedPacksAsNoError() throws IOException {
    var content = new byte[100];
    var name = caravan.restic.Id.hash(content).toString();
    Files.write(repository.resolve("data").resolve(name.substring(0, 2)).resolve(name), content);

    var result = check(null);

    assertThat(result.errors()).isZero();
    assertThat(result.suggestsPrune()).isTrue();
    assertThat(restic.run("check").exitCode()).isZero();
  }

  private CheckResult check(ReadDataSubset readData) {
    try (var opened = Repositories.open(repository)) {
      return new Checker(opened, readData, new CheckListener() {}, new Random(1)).run();
    }
  }

  private void hurt(Damage damage) throws IOException {
    switch (damage) {
      case MISSING_DATA_PACK -> Files.delete(biggest("data"));
      case TRUNCATED_PACK -> {
        var pack = writable(biggest("data"));
        var content = Files.readAllBytes(pack);
        Files.write(pack, java.util.Arrays.copyOf(content, content.length - 100));
      }
      case FLIPPED_BIT -> flip(biggest("data"));
      case MISSING_INDEX -> Files.delete(biggest("index"));
      case DAMAGED_INDEX -> flip(biggest("index"));
      case DAMAGED_SNAPSHOT -> flip(biggest("snapshots"));
    }
  }

  private void flip(Path file) throws IOException {
    var content = Files.readAllBytes(file);
    content[content.length / 3] ^= 4;
    Files.write(writable(file), content);
  }

  private Path writable(Path file) throws IOException {
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private Path biggest(String type) throws IOException {
    try (var files = Files.walk(repository.resolve(type))) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(path -> path.toFile().length()))
          .orElseThrow();
    }
  }
}
