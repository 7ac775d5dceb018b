package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
  private final MemoryBackend store = new MemoryBackend();
  private final List<String> warnings = new ArrayList<>();
  @TempDir private Path root;
  private Id repositoryId;
  private Id snapshotId;

  @BeforeEach
  void makeRepositoryWithOneSnapshot() {
    repositoryId = Repositories.init(store, 2).config().id();
    snapshotId = SmallRun.save(store, 3);
  }

  @Test
  void readsTheSecondTimeWithoutTheStore() {
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));
    var loads = new FaultyBackend(store, Fault.ONCE, 0, Operation.LOAD);

    loadMetadata(loads);

    assertThat(loads.calls()).as("the config and one key").isEqualTo(2);
  }

  @Test
  void liesWhereResticLooksForIt() throws IOException {
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));

    var folder = root.resolve(repositoryId.toString());
    var snapshot = snapshotId.toString();
    assertThat(folder.resolve("snapshots").resolve(snapshot.substring(0, 2)).resolve(snapshot))
        .hasBinaryContent(store.load(FileHandle.of(FileType.SNAPSHOTS, snapshotId)));
    assertThat(folder.resolve("version")).hasContent("1");
    assertThat(root.resolve("CACHEDIR.TAG"))
        .content()
        .startsWith("Signature: 8a477f597d28d172789f06886806bc55");
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(packsBelow(folder.resolve("data"))).as("the one tree pack").hasSize(1);
  }

  @Test
  void fetchesAgainWhatIsDamagedInTheCache() throws IOException {
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));
    for (var file : cachedFiles()) {
      var content = Files.readAllBytes(file);
      content[content.length / 2] ^= 1;
      Files.write(file, content);
    }

    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));

    for (var file : cachedFiles()) {
      assertThat(Id.hash(Files.readAllBytes(file))).hasToString(file.getFileName().toString());
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void fetchesAgainWhatIsCutOffInTheCache() throws IOException {
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));
    for (var file : cachedFiles()) {
      Files.write(file, new byte[0]);
    }

    assertThatCode(() -> loadMetadata(new FaultyBackend(store, Fault.ONCE, 0)))
        .doesNotThrowAnyException();
    assertThat(warnings).isEmpty();
  }

  @Test
  void dropsWhatTheStoreHasNoMore() throws IOException {
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));
    store.delete(FileHandle.of(FileType.SNAPSHOTS, snapshotId));
    store.files().keySet().removeIf(path -> path.startsWith("index/"));
    var repository = open(new FaultyBackend(store, Fault.ONCE, 0));

    repository.snapshots();
    repository.loadIndex();

    assertThat(cachedFiles()).isEmpty();
  }

  @Test
  void dropsWhatAKilledRunLeftHalfWritten() throws IOException {
    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));
    var folder = cachedFiles().getFirst().getParent();
    var old = Files.createFile(folder.resolve("tmp-123"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    var young = Files.createFile(folder.resolve("tmp-456"));

    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void goesOnWithoutACacheThatCannotBeMade() throws IOException {
    Files.createFile(root.resolve("file"));
    root = root.resolve("file");

    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("going on without the cache in " + root);
  }

  @Test
  void goesOnWithoutACacheThatCannotBeWrittenAnyMore() throws IOException {
    var repository = open(new FaultyBackend(store, Fault.ONCE, 0));
    Files.delete(root.resolve(repositoryId.toString()).resolve("snapshots"));
    Files.createFile(root.resolve(repositoryId.toString()).resolve("snapshots"));

    assertThat(repository.snapshots()).hasSize(1);
    assertThatCode(repository::loadIndex).doesNotThrowAnyException();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void goesOnWithoutACacheOfANewerLayout() throws IOException {
    var folder = Files.createDirectories(root.resolve(repositoryId.toString()));
    Files.writeString(folder.resolve("version"), "2");

    loadMetadata(new FaultyBackend(store, Fault.ONCE, 0));

    assertThat(warnings).singleElement().asString().contains("layout");
    assertThat(cachedFiles()).isEmpty();
  }

  @Test
  void shrinksToNothingWhereThereIsNone() {
    root = null;

    assertThatCode(() -> loadMetadata(new FaultyBackend(store, Fault.ONCE, 0)))
        .doesNotThrowAnyException();
    assertThat(warnings).isEmpty();
  }

  private void loadMetadata(FaultyBackend backend) {
    var repository = open(backend);
    repository.snapshots();
    repository.loadIndex();
    repository
        .index()
        .forEach(
            blob -> {
              if (blob.entry().type() == BlobType.TREE) {
                repository.loadBlob(BlobType.TREE, blob.entry().id());
              }
            });
  }

  private Repository open(FaultyBackend backend) {
    var defaults = Repositories.options();
    return Repository.open(
        backend,
        new OpenOptions(
            defaults.password(),
            root,
            defaults.compression(),
            defaults.packSizeBytes(),
            true,
            null,
            defaults.lockOwner(),
            defaults.clock(),
            warnings::add));
  }

  private List<Path> cachedFiles() throws IOException {
    return packsBelow(root);
  }

  private static List<Path> packsBelow(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Id.isId(file.getFileName().toString()))
          .toList();
    }
  }
}
