package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change, vanish or cannot be read while a backup runs, and a parent with damage. */
class MovingFilesTest {
  private static final int BIG = 5 << 20;
  @TempDir Path folder;
  private final MemoryBackend backend = new MemoryBackend();
  private Repository repository;

  /** Something done to the file system. */
  private interface Change {
    void make() throws IOException;
  }

  @BeforeEach
  void prepare() throws IOException {
    repository = Repositories.init(backend, 2);
    Files.writeString(folder.resolve("small"), "small");
    var content = new byte[BIG];
    new Random(3).nextBytes(content);
    Files.write(folder.resolve("big"), content);
  }

  @Test
  void aFileThatGrowsIsSavedAsItWasRead() {
    var result = runAnd("/small", () -> Files.write(folder.resolve("small"), new byte[BIG]));

    assertThat(result.failures()).isEmpty();
    assertThat(node(result, "small").attributes().sizeBytes()).isEqualTo(BIG);
    assertThat(node(result, "small").content()).hasSize(10);
  }

  @Test
  void aFileThatShrinksIsSavedAsItWasRead() {
    var result = runAnd("/big", () -> truncate("big", 1_000));

    assertThat(result.failures()).isEmpty();
    assertThat(node(result, "big").attributes().sizeBytes()).isEqualTo(1_000);
  }

  @Test
  void aLargeFileMayBecomeEmpty() {
    var result = runAnd("/big", () -> truncate("big", 0));

    assertThat(node(result, "big").attributes().sizeBytes()).isZero();
    assertThat(node(result, "big").content()).isEmpty();
  }

  @Test
  void aFileThatVanishesIsNotMissed() {
    var result = runAnd("/small", () -> Files.delete(folder.resolve("small")));

    assertThat(result.failures()).isEmpty();
    assertThat(nodes(result)).hasSize(1);
  }

  @Test
  void aLargeFileThatVanishesIsNotMissed() {
    var result = runAnd("/big", () -> Files.delete(folder.resolve("big")));

    assertThat(result.failures()).isEmpty();
    assertThat(nodes(result)).hasSize(1);
  }

  @Test
  void aFileThatBecomesALinkIsNotFollowed() {
    var result =
        runAnd(
            "/small",
            () -> {
              Files.delete(folder.resolve("small"));
              Files.createSymbolicLink(folder.resolve("small"), Path.of("/etc/passwd"));
            });

    assertThat(result.failures())
        .containsExactly("open " + folder + "/small: too many levels of symbolic links");
    assertThat(nodes(result)).hasSize(1);
  }

  @Test
  void aFileThatBecomesAFolderIsRefused() {
    var result =
        runAnd(
            "/small",
            () -> {
              Files.delete(folder.resolve("small"));
              Files.createDirectory(folder.resolve("small"));
            });

    assertThat(result.failures()).singleElement().asString().contains("changed its type");
    assertThat(result.snapshotId()).isNotNull();
  }

  @Test
  void aFolderThatBecomesAFileIsAFailure() throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    var options = new TestOptions(folder, ".");
    options.filter =
        (path, stat) -> {
          if (stat.isDirectory()) {
            quietly(
                () -> {
                  Files.delete(folder.resolve("folder"));
                  Files.createFile(folder.resolve("folder"));
                });
          }
          return true;
        };

    var result = Backups.run(repository, options);

    assertThat(result.failures()).containsExactly("open " + folder + "/folder: not a directory");
    assertThat(nodes(result)).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsSaved() {
    var options = new TestOptions(folder, "small", "/proc/self/mem");

    var result = Backups.run(repository, options);

    assertThat(result.failures())
        .singleElement()
        .asString()
        .matches("read /proc/self/mem: input/output error");
    assertThat(result.snapshotId()).isNotNull();
    assertThat(node(result, "small").content()).hasSize(1);
  }

  @Test
  void aBlobTheRepositoryLostIsStoredAgain() throws IOException {
    var first = Backups.run(repository, folder, ".");
    var lost = node(first, "small").content().getFirst();
    dropPackOf(lost);
    var again = Backups.open(backend);

    var result = Backups.run(again, folder, ".");

    assertThat(result.failures())
        .contains(
            "parts of %s/small not found in the repository index; storing the file again"
                .formatted(folder));
    assertThat(again.loadBlob(BlobType.DATA, lost)).asString().isEqualTo("small");
  }

  @Test
  void aParentTreeThatCannotBeReadIsAFailureAndAllIsReadAgain() {
    var first = Backups.run(repository, folder, ".");
    var pack = repository.index().find(BlobType.TREE, first.tree());
    backend.damage(FileHandle.of(FileType.DATA, pack.packId()), pack.entry().offset() + 20);

    var result = Backups.run(Backups.open(backend), folder, ".");

    assertThat(result.failures()).singleElement().asString().contains("verification failed");
    assertThat(result.summary().filesNew()).isEqualTo(2);
    assertThat(result.snapshotId()).isNotNull();
  }

  /** Makes the change when the backup is about to open the file. */
  private BackupResult runAnd(String path, Change change) {
    var listener =
        new RecordingListener() {
          @Override
          public void started(String started) {
            if (started.equals(path)) {
              quietly(change);
            }
          }
        };
    var options = new TestOptions(folder, ".").build();
    return new Archiver(repository, options, listener, () -> {}).run();
  }

  private static void quietly(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void truncate(String name, long size) throws IOException {
    try (var channel = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  /** Removes the index files, then adds one without the pack, as a repair would. */
  private void dropPackOf(Id blob) {
    var pack = repository.index().find(BlobType.DATA, blob).packId();
    var kept = new java.util.LinkedHashMap<Id, List<caravan.restic.pack.PackEntry>>();
    repository
        .index()
        .forEach(
            location -> {
              if (!location.packId().equals(pack)) {
                kept.computeIfAbsent(location.packId(), id -> new java.util.ArrayList<>())
                    .add(location.entry());
              }
            });
    var contents =
        kept.entrySet().stream()
            .map(entry -> new caravan.restic.pack.PackContent(entry.getKey(), entry.getValue()))
            .toList();
    repository.list(FileType.INDEX).forEach(id -> repository.delete(FileType.INDEX, id));
    repository.saveUnpacked(FileType.INDEX, caravan.restic.index.IndexFile.encode(contents));
  }

  private Node node(BackupResult result, String name) {
    return nodes(result).stream()
        .filter(node -> new String(node.name()).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Node> nodes(BackupResult result) {
    return TreeReader.nodes(repository.loadBlob(BlobType.TREE, result.tree()));
  }
}
