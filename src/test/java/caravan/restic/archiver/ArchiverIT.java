package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.OddTree;
import caravan.restic.TreeComparison;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saves beside restic: the same files give the same trees, whoever comes first. */
class ArchiverIT {
  private static final String ADDS_NOTHING =
      "\"data_blobs\":0,\"tree_blobs\":0,\"data_added\":0,\"data_added_packed\":0";
  @TempDir Path folder;
  private Path source;
  private Path store;
  private Restic restic;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.createDirectories(folder.resolve("data"));
    store = folder.resolve("repository");
    restic = Restic.at(store.toString(), Repositories.PASSWORD).in(source);
    OddTree.make(source);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void resticAddsNothingToWhatWeSaved(int version) {
    var ours = backUp(init(version), ".");

    var summary = backUpWithRestic(".");

    assertThat(ours.failures()).isEmpty();
    assertThat(summary).contains("\"files_new\":0,\"files_changed\":0", ADDS_NOTHING);
    assertThat(count(summary, "files_unmodified")).isEqualTo(ours.summary().filesNew());
    assertThat(count(summary, "dirs_unmodified")).isEqualTo(ours.summary().dirsNew());
    assertThat(count(summary, "total_bytes_processed"))
        .isEqualTo(ours.summary().totalBytesProcessed());
    restic.run("check", "--read-data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void weAddNothingToWhatResticSaved(String version) {
    restic.run("init", "--repository-version", version);
    var theirs = backUpWithRestic(".");

    var ours = backUp(open(), ".");

    assertThat(ours.failures()).isEmpty();
    assertThat(ours.parentId()).isNotNull();
    assertThat(ours.summary().filesUnmodified()).isEqualTo(count(theirs, "files_new"));
    assertThat(ours.summary().dirsUnmodified()).isEqualTo(count(theirs, "dirs_new"));
    assertThat(ours.summary().treeBlobs()).isZero();
    assertThat(ours.summary().dataAdded()).isZero();
  }

  @Test
  void theNumbersOfAFirstBackupAreRestics() {
    var ours = backUp(init(2), ".").summary();
    var other =
        Restic.at(folder.resolve("other").toString(), Repositories.PASSWORD)
            .with("RESTIC_FROM_PASSWORD", Repositories.PASSWORD)
            .in(source);
    other.run("init", "--copy-chunker-params", "--from-repo", store.toString());

    var theirs = other.run("backup", "--json", "--host", "test", ".").text();

    assertThat(ours.filesNew()).isEqualTo(count(theirs, "files_new"));
    assertThat(ours.dirsNew()).isEqualTo(count(theirs, "dirs_new"));
    assertThat(ours.dataBlobs()).isEqualTo(count(theirs, "data_blobs"));
    assertThat(ours.treeBlobs()).isEqualTo(count(theirs, "tree_blobs"));
    assertThat(ours.dataAdded()).isEqualTo(count(theirs, "data_added"));
    assertThat(ours.totalFilesProcessed()).isEqualTo(count(theirs, "total_files_processed"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void resticRestoresWhatWeSaved(int version) {
    backUp(init(version), ".");
    var back = folder.resolve("back");

    restic.run("restore", "latest", "--target", back.toString(), "--verify");

    TreeComparison.assertSame(source, back);
  }

  @Test
  void bothSeeTheSameChanges() throws IOException {
    backUp(init(2), ".");
    Files.writeString(source.resolve("small"), "hello, and more");
    Files.setLastModifiedTime(source.resolve("random-again"), FileTime.fromMillis(1_000_000));
    Files.delete(source.resolve("zeros"));
    Files.writeString(source.resolve("new"), "new");

    var ours = backUp(open(), ".").summary();
    var theirs = backUpWithRestic(".");

    // small has two more names
    assertThat(ours.filesChanged()).isEqualTo(4);
    assertThat(ours.filesNew()).isEqualTo(1);
    assertThat(theirs).contains("\"files_new\":0,\"files_changed\":0", ADDS_NOTHING);
    restic.run("check", "--read-data");
  }

  @Test
  void treesReusedFromOurOwnParentAreStillRestics() throws IOException {
    backUp(init(2), ".");
    Files.writeString(source.resolve("deep/deeper/half"), "changed");
    backUp(open(), ".");

    assertThat(restic.run("backup", "--json", "--host", "test", "--force", ".").text())
        .contains(ADDS_NOTHING);
  }

  @Test
  void targetsOfEveryKindLieWhereResticPutsThem() {
    var absolute = source.resolve("deep/deeper").toString();
    String[] targets = {"deep", "small", absolute, "./names", "link"};
    backUp(init(2), targets);

    // The folder for temporary files, on the way to the absolute one, may change meanwhile.
    assertThat(backUpWithRestic(targets))
        .contains("\"files_new\":0,\"files_changed\":0", "\"dirs_new\":0", "\"data_blobs\":0");
  }

  @Test
  void clashingTargetsAreNumberedAsResticDoes() throws IOException {
    var work = Files.createDirectories(source.resolve("deep/work"));
    Files.createDirectories(work.resolve("small"));
    Files.writeString(work.resolve("small/inside"), "inside");
    String[] targets = {"small", "../hard", "../../small"};
    restic.in(work);
    try (var repository = init(2)) {
      Backups.run(repository, work, targets);
    }

    assertThat(backUpWithRestic(targets)).contains("\"files_changed\":0", ADDS_NOTHING);
  }

  private Repository init(int version) {
    return Repositories.init(new LocalBackend(store), version);
  }

  private Repository open() {
    return Backups.open(new LocalBackend(store));
  }

  private BackupResult backUp(Repository repository, String... targets) {
    try (repository) {
      return Backups.run(repository, source, targets);
    }
  }

  private String backUpWithRestic(String... targets) {
    var arguments = new ArrayList<>(List.of("backup", "--json", "--host", "test"));
    arguments.addAll(List.of(targets));
    return restic.run(arguments.toArray(String[]::new)).text().lines().toList().getLast();
  }

  private static long count(String summary, String name) {
    var found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(summary);
    assertThat(found.find()).isTrue();
    return Long.parseLong(found.group(1));
  }
}
