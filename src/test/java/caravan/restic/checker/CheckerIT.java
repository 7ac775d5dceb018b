package caravan.restic.checker;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Snapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same verdict as restic's on repositories that are healthy and on hurt ones. */
class CheckerIT {
  private static final String NODE =
      "{\"nodes\":[{\"name\":\"odd\",\"type\":\"%s\",\"content\":%s}]}\n";
  @TempDir static Path healthy;
  @TempDir Path repository;
  private Restic restic;

  @BeforeAll
  static void makeRepository() throws IOException {
    Repositories.init(new LocalBackend(healthy.resolve("repo")), 2).close();
    var restic = Restic.at(healthy.resolve("repo").toString(), Repositories.PASSWORD);
    for (int round = 0; round < 3; round++) {
      var content = new byte[3 << 20];
      new Random(round).nextBytes(content);
      Files.createDirectories(healthy.resolve("src/dir" + round));
      Files.write(healthy.resolve("src/dir" + round + "/file"), content);
      restic.run("backup", healthy.resolve("src").toString());
    }
  }

  @BeforeEach
  void copyRepository() throws IOException {
    var source = healthy.resolve("repo");
    try (var files = Files.walk(source)) {
      for (var file : files.filter(path -> !path.equals(source)).toList()) {
        Files.copy(file, repository.resolve(source.relativize(file)));
      }
    }
    restic = Restic.at(repository.toString(), Repositories.PASSWORD);
  }

  @Test
  void findsNothingInAHealthyRepository() throws IOException {
    var result = check(ReadDataSubset.all());

    assertThat(result.findings()).isEmpty();
    assertThat(ResticCheck.of(restic, "--read-data").exitCode()).isZero();
  }

  /** A way to hurt a repository. */
  enum Damage {
    MISSING_DATA_PACK,
    TRUNCATED_DATA_PACK,
    FLIPPED_BIT_IN_DATA,
    MISSING_TREE_PACK,
    TRUNCATED_TREE_PACK,
    FLIPPED_BIT_IN_TREE,
    MISSING_INDEX,
    DAMAGED_INDEX,
    DAMAGED_SNAPSHOT
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatResticFinds(Damage damage) throws IOException {
    hurt(damage);

    var ours = check(ReadDataSubset.all());
    var theirs = ResticCheck.of(restic, "--read-data");

    assertThat(theirs.exitCode()).isEqualTo(1);
    assertThat(ours.errors()).isPositive();
    assertAgree(ours, theirs);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLIPPED_BIT_IN_TREE", "MISSING_TREE_PACK", "TRUNCATED_DATA_PACK"})
  void findsWithoutReadingDataWhatResticFinds(Damage damage) throws IOException {
    hurt(damage);

    var ours = check(null);
    var theirs = ResticCheck.of(restic);

    assertThat(theirs.exitCode()).isEqualTo(1);
    assertThat(ours.errors()).isPositive();
    assertAgree(ours, theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file null",
        "file [\"0000000000000000000000000000000000000000000000000000000000000000\"]",
        "file [\"1111111111111111111111111111111111111111111111111111111111111111\"]",
        "dir null",
        "alien null",
        "irregular null",
        "socket null",
        "fifo null"
      })
  void judgesNodesAsResticDoes(String node) throws IOException {
    store(NODE.formatted((Object[]) node.split(" ")));

    var ours = check(null);
    var theirs = ResticCheck.of(restic);

    assertAgree(ours, theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nodes\":[{\"name\":\"\",\"type\":\"fifo\"}]}",
        "{\"nodes\":null}",
        "{\"nodes\":[{\"name\":\"b\",\"type\":\"fifo\"},{\"name\":\"a\",\"type\":\"fifo\"}]}",
        "{\"nodes\":[{\"name\":\"a\",\"type\":\"fifo\"},{\"name\":\"a\",\"type\":\"fifo\"}]}",
        "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\",\"size\":5,\"content\":[]}]}",
        "{}",
        "no tree"
      })
  void judgesTreesAsResticDoes(String tree) throws IOException {
    store(tree);

    var ours = check(null);
    var theirs = ResticCheck.of(restic);

    assertAgree(ours, theirs);
  }

  @Test
  void hintsAtPacksInSeveralIndexes() throws IOException {
    try (var opened = Repositories.open(repository)) {
      var index = opened.list(FileType.INDEX).getFirst();
      opened.saveUnpacked(FileType.INDEX, opened.loadUnpacked(FileType.INDEX, index));
    }

    var ours = check(null);
    var theirs = ResticCheck.of(restic);

    assertThat(ours.errors()).isZero();
    assertAgree(ours, theirs);
  }

  @Test
  void countsUnindexedPacksAsNoError() throws IOException {
    var content = new byte[100];
    var name = Id.hash(content).toString();
    Files.write(repository.resolve("data").resolve(name.substring(0, 2)).resolve(name), content);

    var ours = check(null);
    var theirs = ResticCheck.of(restic);

    assertThat(ours.findings()).hasSize(1);
    assertThat(ours.errors()).isZero();
    assertAgree(ours, theirs);
  }

  private static void assertAgree(CheckResult ours, ResticCheck theirs) {
    var packs = new TreeSet<String>();
    ours.brokenPacks().forEach(pack -> packs.add(pack.toString()));

    assertThat(ours.errors() > 0).as(ours + " vs. " + theirs).isEqualTo(theirs.errors() > 0);
    assertThat(packs).as(ours + " vs. " + theirs).isEqualTo(theirs.brokenPacks());
    assertThat(ours.suggestsRepairIndex())
        .as("repair index: " + theirs)
        .isEqualTo(theirs.suggestsRepairIndex());
    assertThat(ours.suggestsPrune()).as("prune: " + theirs).isEqualTo(theirs.suggestsPrune());
  }

  private CheckResult check(ReadDataSubset readData) {
    try (var opened = Repositories.open(repository)) {
      return new Checker(opened, readData, new CheckListener() {}, new Random(1)).run();
    }
  }

  /** A snapshot of one tree, whatever is in it. */
  private void store(String tree) {
    try (var opened = Repositories.open(repository)) {
      opened.loadIndex();
      var bytes = tree.getBytes(StandardCharsets.UTF_8);
      var id = save(opened, bytes);
      var template = Snapshots.at("2024-01-01T00:00:00Z").snapshot();
      opened.saveSnapshot(Snapshots.withTree(template, id));
    }
  }

  private static Id save(Repository opened, byte[] tree) {
    try (var uploads = opened.uploads(false)) {
      Id id;
      try (var saver = uploads.saver()) {
        id = saver.save(BlobType.TREE, tree, tree.length).id();
      }
      uploads.flush();
      return id;
    }
  }

  private void hurt(Damage damage) throws IOException {
    switch (damage) {
      case MISSING_DATA_PACK -> Files.delete(biggest("data"));
      case TRUNCATED_DATA_PACK -> truncate(biggest("data"));
      case FLIPPED_BIT_IN_DATA -> flip(biggest("data"));
      case MISSING_TREE_PACK -> Files.delete(smallest("data"));
      case TRUNCATED_TREE_PACK -> truncate(smallest("data"));
      case FLIPPED_BIT_IN_TREE -> flip(smallest("data"));
      case MISSING_INDEX -> Files.delete(biggest("index"));
      case DAMAGED_INDEX -> flip(biggest("index"));
      case DAMAGED_SNAPSHOT -> flip(biggest("snapshots"));
    }
  }

  private static void truncate(Path file) throws IOException {
    var content = Files.readAllBytes(file);
    Files.write(writable(file), Arrays.copyOf(content, content.length - 100));
  }

  private static void flip(Path file) throws IOException {
    var content = Files.readAllBytes(file);
    content[content.length / 3] ^= 4;
    Files.write(writable(file), content);
  }

  private static Path writable(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Path biggest(String type) throws IOException {
    return extreme(type, Comparator.comparing(path -> path.toFile().length()));
  }

  private Path smallest(String type) throws IOException {
    return extreme(type, Comparator.comparing(path -> -path.toFile().length()));
  }

  private Path extreme(String type, Comparator<Path> order) throws IOException {
    try (var files = Files.walk(repository.resolve(type))) {
      return files.filter(Files::isRegularFile).max(order).orElseThrow();
    }
  }
}
