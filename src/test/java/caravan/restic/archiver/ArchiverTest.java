package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.InvalidInput;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Timestamp;
import caravan.restic.snapshot.TreeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverTest {
  @TempDir Path folder;
  private final MemoryBackend backend = new MemoryBackend();
  private Repository repository;

  @BeforeEach
  void prepare() throws IOException {
    repository = Repositories.init(backend, 2);
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/deep"), "deep");
    Files.writeString(folder.resolve("a/one"), "one");
    Files.writeString(folder.resolve("two"), "two");
  }

  @Test
  void theSnapshotTellsWhatWhenAndByWhom() {
    var options = new TestOptions(folder, ".");
    options.time = Timestamp.parse("2026-11-24T12:00:00.000000001+01:00");
    options.tags = List.of("daily", "x");

    var result = Backups.run(repository, options);

    var snapshot = repository.loadSnapshot(result.snapshotId());
    assertThat(snapshot.time()).isEqualTo(options.time);
    assertThat(snapshot.paths()).containsExactly(folder.toString());
    assertThat(snapshot.hostname()).isEqualTo("test");
    assertThat(snapshot.username()).isEqualTo("tester");
    assertThat(snapshot.uid()).isEqualTo(1000);
    assertThat(snapshot.tags()).containsExactly("daily", "x");
    assertThat(snapshot.tree()).isEqualTo(result.tree());
    assertThat(snapshot.parent()).isNull();
    assertThat(snapshot.summary()).isEqualTo(result.summary());
  }

  @Test
  void aFirstBackupCountsAllAsNew() {
    var summary = Backups.run(repository, folder, ".").summary();

    assertThat(summary.filesNew()).isEqualTo(3);
    assertThat(summary.dirsNew()).isEqualTo(2);
    assertThat(summary.dataBlobs()).isEqualTo(3);
    assertThat(summary.treeBlobs()).isEqualTo(3);
    assertThat(summary.totalFilesProcessed()).isEqualTo(3);
    assertThat(summary.totalBytesProcessed()).isEqualTo(10);
    assertThat(summary.dataAddedPacked()).isPositive();
  }

  @Test
  void aSecondBackupOfTheSameAddsNothing() {
    var first = Backups.run(repository, folder, ".");

    var second = Backups.run(repository, folder, ".");

    assertThat(second.parentId()).isEqualTo(first.snapshotId());
    assertThat(second.tree()).isEqualTo(first.tree());
    assertThat(second.snapshotId()).isNotEqualTo(first.snapshotId());
    assertThat(second.summary().filesUnmodified()).isEqualTo(3);
    assertThat(second.summary().dirsUnmodified()).isEqualTo(2);
    assertThat(second.summary().dataAdded()).isZero();
    assertThat(second.summary().totalBytesProcessed()).isEqualTo(10);
  }

  @Test
  void changedNewAndRemovedFilesAreSeen() throws IOException {
    Backups.run(repository, folder, ".");
    Files.writeString(folder.resolve("a/one"), "one and more");
    Files.writeString(folder.resolve("three"), "three");
    Files.delete(folder.resolve("two"));

    var result = Backups.run(repository, folder, ".");

    assertThat(result.summary().filesChanged()).isEqualTo(1);
    assertThat(result.summary().filesNew()).isEqualTo(1);
    assertThat(result.summary().filesUnmodified()).isEqualTo(1);
    assertThat(result.summary().dirsChanged()).isEqualTo(1);
    assertThat(result.summary().dirsUnmodified()).isEqualTo(1);
    assertThat(names(result)).containsExactly("a", "three");
  }

  @Test
  void aTouchedFileIsReadButNotStoredAgain() throws IOException {
    Backups.run(repository, folder, ".");
    Files.setLastModifiedTime(folder.resolve("two"), FileTime.fromMillis(1_000));

    var summary = Backups.run(repository, folder, ".").summary();

    assertThat(summary.filesChanged()).isEqualTo(1);
    assertThat(summary.dataBlobs()).isZero();
    assertThat(summary.treeBlobs()).isEqualTo(1);
  }

  @Test
  void treesMadeOfTheParentsTextAreTheSameAsFreshOnes() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.writeString(folder.resolve("a/many-" + i), "content " + i);
    }
    Backups.run(repository, folder, ".");
    Files.writeString(folder.resolve("a/many-15"), "changed");
    Files.delete(folder.resolve("a/many-17"));
    Files.writeString(folder.resolve("a/many-18-new"), "new");
    Files.delete(folder.resolve("two"));

    var reused = Backups.run(repository, folder, ".");

    var options = new TestOptions(folder, ".");
    options.force = true;
    assertThat(reused.tree()).isEqualTo(Backups.run(repository, options).tree());
    assertThat(reused.summary().filesUnmodified()).isEqualTo(20);
  }

  @Test
  void aRemovedLastFileChangesTheTree() throws IOException {
    var first = Backups.run(repository, folder, ".");
    Files.delete(folder.resolve("two"));

    var second = Backups.run(repository, folder, ".");

    assertThat(second.tree()).isNotEqualTo(first.tree());
    assertThat(names(second)).containsExactly("a");
  }

  @Test
  void anotherZoneWritesItsOwnTimes() {
    Backups.run(repository, folder, ".");
    var options = new TestOptions(folder, ".");
    options.clock = Clock.system(ZoneId.of("Asia/Tokyo"));

    var inTokyo = Backups.run(repository, options);

    assertThat(inTokyo.summary().filesUnmodified()).isEqualTo(3);
    assertThat(nodes(inTokyo).getLast().attributes().mtime().toString()).endsWith("+09:00");
  }

  @Test
  void withoutParentEverythingIsNewButStoredOnce() {
    Backups.run(repository, folder, ".");
    var options = new TestOptions(folder, ".");
    options.force = true;

    var result = Backups.run(repository, options);

    assertThat(result.parentId()).isNull();
    assertThat(result.summary().filesNew()).isEqualTo(3);
    assertThat(result.summary().dataAdded()).isZero();
  }

  @Test
  void aParentMayBeGiven() {
    var first = Backups.run(repository, folder, ".");
    Backups.run(repository, folder, ".");
    var options = new TestOptions(folder, "a");
    options.parent = first.snapshotId();

    var result = Backups.run(repository, options);

    assertThat(result.parentId()).isEqualTo(first.snapshotId());
    assertThat(result.summary().filesUnmodified()).isEqualTo(2);
  }

  @Test
  void anUnchangedTreeMayBeSkipped() {
    var options = new TestOptions(folder, ".");
    options.skipIfUnchanged = true;

    assertThat(Backups.run(repository, options).snapshotId()).isNotNull();
    assertThat(Backups.run(repository, options).snapshotId()).isNull();
    assertThat(repository.list(FileType.SNAPSHOTS)).hasSize(1);
  }

  @Test
  void aDryRunStoresNothing() {
    var options = new TestOptions(folder, ".");
    options.dryRun = true;
    var before = List.copyOf(backend.files().keySet());

    var result = Backups.run(repository, options);

    assertThat(result.snapshotId()).isNull();
    assertThat(result.summary().dataBlobs()).isEqualTo(3);
    assertThat(backend.files().keySet()).containsExactlyElementsOf(before);
  }

  @Test
  void aMissingTargetIsAFailureButTheRestIsSaved() {
    var result = Backups.run(repository, folder, "two", "gone");

    assertThat(result.failures()).containsExactly("gone does not exist, skipping");
    assertThat(result.snapshotId()).isNotNull();
    assertThat(names(result)).containsExactly("two");
  }

  @Test
  void anEmptySourceIsNoSnapshot() throws IOException {
    var empty = Files.createDirectories(folder.resolve("empty"));

    assertThatThrownBy(() -> Backups.run(repository, empty, "."))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("snapshot is empty");
    assertThat(repository.list(FileType.SNAPSHOTS)).isEmpty();
  }

  @Test
  void theFilterLeavesOutWhatTheUserDidNotName() {
    var options = new TestOptions(folder, "a", "two");
    options.filter =
        (path, stat) -> !new String(path, StandardCharsets.UTF_8).matches(".*/(a|b|two)");

    var result = Backups.run(repository, options);

    assertThat(names(result)).containsExactly("a", "two");
    var a = nodes(result).getFirst();
    assertThat(TreeReader.nodes(repository.loadBlob(BlobType.TREE, a.subtree())))
        .extracting(node -> new String(node.name(), StandardCharsets.UTF_8))
        .containsExactly("one");
  }

  @Test
  void accessTimesAreRecordedOnRequest() throws IOException {
    Files.setAttribute(folder.resolve("two"), "lastAccessTime", FileTime.fromMillis(5_000));
    var options = new TestOptions(folder, "two");

    var without = nodes(Backups.run(repository, options)).getFirst().attributes();
    options.withAtime = true;
    var with = nodes(Backups.run(repository, options)).getFirst().attributes();

    assertThat(without.atime()).isEqualTo(without.mtime());
    assertThat(with.atime()).isEqualTo(Timestamp.utc(5, 0));
  }

  @Test
  void stableDeviceNumbersAreForHardLinksOnly() throws IOException {
    Files.createLink(folder.resolve("zwei"), folder.resolve("two"));
    var options = new TestOptions(folder, ".");
    options.deviceIds = DeviceIds.STABLE;

    var nodes = nodes(Backups.run(repository, options));

    assertThat(nodes).extracting(node -> node.attributes().deviceId()).containsExactly(0L, 1L, 1L);
  }

  @Test
  void theScanTellsHowMuchThereIs() {
    var options = new TestOptions(folder, ".").build();
    var listener = new RecordingListener();
    var targets = Targets.of(options.targets(), options.workingDirectory());

    new Scan(targets.tree(), options, listener).run();

    assertThat(listener.events())
        .containsExactly("scanned 1 4 false", "scanned 2 7 false", "scanned 3 10 true");
  }

  @Test
  void aBackupWithAScanTellsOfEveryFile() {
    var options = new TestOptions(folder, ".");
    options.scan = true;
    var listener = new RecordingListener();

    new Archiver(repository, options.build(), listener, () -> {}).run();

    assertThat(listener.events()).contains("finished /a/b/ NEW", "finished /two NEW");
  }

  @Test
  void aDeepFolderIsWalkedToItsEnd() throws IOException {
    var path = folder.resolve("down");
    for (int i = 0; i < 1_000; i++) {
      path = path.resolve("d");
    }
    Files.createDirectories(path);

    var summary = Backups.run(repository, folder, "down").summary();

    assertThat(summary.dirsNew()).isEqualTo(1_001);
  }

  @Test
  void otherTypesOfFilesAreKeptAndSocketsAreNot() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    try (var socket =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      socket.bind(java.net.UnixDomainSocketAddress.of(folder.resolve("socket")));

      var result = Backups.run(repository, folder, ".");

      assertThat(names(result)).containsExactly("a", "link", "two");
      assertThat(nodes(result).get(1).type()).isEqualTo(NodeType.SYMLINK);
      assertThat(result.failures()).isEmpty();
    }
  }

  private List<String> names(BackupResult result) {
    return nodes(result).stream()
        .map(node -> new String(node.name(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<Node> nodes(BackupResult result) {
    return TreeReader.nodes(repository.loadBlob(BlobType.TREE, result.tree()));
  }
}
