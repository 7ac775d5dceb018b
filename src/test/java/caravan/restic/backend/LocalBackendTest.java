package caravan.restic.backend;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBackendTest extends BackendContract {
  private static final byte[] CONTENT = "content".getBytes();
  private static final FileHandle PACK = FileHandle.of(FileType.DATA, Id.hash(CONTENT));

  @TempDir private Path root;

  @Override
  protected Backend openEmpty() {
    return new LocalBackend(root);
  }

  @Override
  protected void putForeign(String path, byte[] content) throws IOException {
    Files.write(root.resolve(path), content);
  }

  @Test
  void makesResticsFolders() throws IOException {
    try (var folders = Files.list(root)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "index", "keys", "locks", "snapshots");
    }
    assertThat(root.resolve("data/00")).isDirectory();
    assertThat(root.resolve("data/ff")).isDirectory();
    assertThat(Files.getPosixFilePermissions(root.resolve("data/00")))
        .isEqualTo(fromString("rwx------"));
  }

  @Test
  void leavesFilesReadOnlyForTheOwner() throws IOException {
    backend().save(PACK, ByteBuffer.wrap(CONTENT));

    assertThat(Files.getPosixFilePermissions(root.resolve(PACK.path())))
        .isEqualTo(fromString("r--------"));
  }

  @Test
  void givesTheGroupWhatTheConfigGivesIt() throws IOException {
    backend().save(FileHandle.CONFIG, ByteBuffer.wrap(CONTENT));
    Files.setPosixFilePermissions(root.resolve("config"), fromString("r--r-----"));
    Files.delete(root.resolve(PACK.path()).getParent());

    new LocalBackend(root).save(PACK, ByteBuffer.wrap(CONTENT));

    assertThat(Files.getPosixFilePermissions(root.resolve(PACK.path())))
        .isEqualTo(fromString("r--r-----"));
    assertThat(Files.getPosixFilePermissions(root.resolve(PACK.path()).getParent()))
        .contains(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
  }

  @Test
  void makesAMissingDataFolderWhenAPackNeedsIt() throws IOException {
    Files.delete(root.resolve(PACK.path()).getParent());

    backend().save(PACK, ByteBuffer.wrap(CONTENT));

    assertThat(backend().load(PACK)).isEqualTo(CONTENT);
  }

  @Test
  void doesNotMakeARepositoryAnewWhoseFileSystemHasGone() throws IOException {
    var gone = new LocalBackend(root.resolve("unmounted"));
    Files.createDirectory(root.resolve("unmounted"));

    assertThatThrownBy(() -> gone.save(PACK, ByteBuffer.wrap(CONTENT)))
        .isInstanceOf(FileMissing.class);

    assertThat(root.resolve("unmounted")).isEmptyDirectory();
  }

  @Test
  void knowsTheLayoutOfOldStores() throws IOException {
    var old = root.resolve("old");
    Files.createDirectories(old.resolve("key"));

    assertThatThrownBy(() -> new LocalBackend(old).list(FileType.KEYS, info -> {}))
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining("migrate s3_layout");
  }

  @Test
  void leavesNoTemporaryFileBehind() throws IOException {
    backend().save(PACK, ByteBuffer.wrap(CONTENT));

    try (Stream<Path> files = Files.list(root.resolve(PACK.path()).getParent())) {
      assertThat(files).containsExactly(root.resolve(PACK.path()));
    }
  }

  @Test
  void takesWhatIsNoFolderForAFailureThatNamesIt() throws IOException {
    Files.write(root.resolve("file"), CONTENT);
    var backend = new LocalBackend(root.resolve("file/repository"));

    assertThatThrownBy(backend::create)
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining(root.resolve("file").toString());
  }

  @Test
  void listsWhereNoFolderIsAsMissing() {
    var backend = new LocalBackend(root.resolve("nothing"));

    assertThatThrownBy(() -> backend.list(FileType.DATA, info -> {}))
        .isInstanceOf(FileMissing.class)
        .hasMessageContaining("nothing/data");
  }

  @Test
  void ignoresAFolderOfAPacksName() throws IOException {
    Files.createDirectory(root.resolve("index").resolve(PACK.name()));
    var found = new ArrayList<FileInfo>();

    backend().list(FileType.INDEX, found::add);

    assertThat(found).isEmpty();
  }
}
