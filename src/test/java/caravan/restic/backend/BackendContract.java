package caravan.restic.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.ResticException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store must do; a store's own test extends this. */
public abstract class BackendContract {
  private static final int PACK_BYTES = 16 << 20;
  private final Random random = new Random(7);
  private Backend backend;

  /** A new backend over an empty place; {@link Backend#create} has not been called. */
  protected abstract Backend openEmpty() throws Exception;

  /** Puts a file there behind the backend's back, at a path below the repository's root. */
  protected abstract void putForeign(String path, byte[] content) throws Exception;

  /** How many files a long listing has; more than one page of the store's. */
  protected int manyFiles() {
    return 1_100;
  }

  protected final Backend backend() {
    return backend;
  }

  @BeforeEach
  void open() throws Exception {
    backend = openEmpty();
    backend.create();
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @EnumSource(FileType.class)
  void givesBackWhatWasSaved(FileType type) {
    var content = bytes(1_000);

    var handle = save(type, content);

    assertThat(backend.load(handle)).isEqualTo(content);
    assertThat(backend.size(handle)).isEqualTo(1_000);
  }

  @Test
  void createsOverWhatIsThere() {
    var handle = save(FileType.INDEX, bytes(10));

    backend.create();

    assertThat(backend.size(handle)).isEqualTo(10);
  }

  @Test
  void loadsExactlyTheRangeAskedFor() {
    var content = bytes(10_000);
    var handle = save(FileType.DATA, content);

    assertThat(backend.load(handle, 0, 1)).isEqualTo(Arrays.copyOf(content, 1));
    assertThat(backend.load(handle, 4_000, 5_000))
        .isEqualTo(Arrays.copyOfRange(content, 4_000, 9_000));
    assertThat(backend.load(handle, 9_999, 1))
        .isEqualTo(Arrays.copyOfRange(content, 9_999, 10_000));
    assertThat(backend.load(handle, 0, 10_000)).isEqualTo(content);
  }

  @Test
  void failsWhenAFileIsShorterThanTheRange() {
    var handle = save(FileType.DATA, bytes(100));

    assertThatThrownBy(() -> backend.load(handle, 50, 51)).isInstanceOf(ResticException.class);
    assertThatThrownBy(() -> backend.load(handle, 200, 10)).isInstanceOf(ResticException.class);
  }

  @Test
  void namesTheFileThatIsMissing() {
    var handle = FileHandle.of(FileType.SNAPSHOTS, Id.hash(bytes(1)));

    assertThatThrownBy(() -> backend.load(handle))
        .isInstanceOf(FileMissing.class)
        .hasMessageContaining(handle.name());
    assertThatThrownBy(() -> backend.load(handle, 0, 1)).isInstanceOf(FileMissing.class);
    assertThatThrownBy(() -> backend.size(handle)).isInstanceOf(FileMissing.class);
    assertThatThrownBy(() -> backend.load(FileHandle.CONFIG)).isInstanceOf(FileMissing.class);
  }

  @Test
  void deletes() {
    var deleted = save(FileType.LOCKS, bytes(10));
    var kept = save(FileType.LOCKS, bytes(20));

    backend.delete(deleted);

    assertThatThrownBy(() -> backend.load(deleted)).isInstanceOf(FileMissing.class);
    assertThat(names(FileType.LOCKS)).containsExactly(kept.name());
  }

  @Test
  void deletesWhatIsNotThere() {
    var handle = FileHandle.of(FileType.DATA, Id.hash(bytes(1)));

    assertThatCode(() -> backend.delete(handle)).doesNotThrowAnyException();
  }

  @Test
  void savesTheSameAgain() {
    var content = bytes(5_000);
    save(FileType.DATA, content);

    var handle = save(FileType.DATA, content);

    assertThat(backend.load(handle)).isEqualTo(content);
    assertThat(names(FileType.DATA)).containsExactly(handle.name());
  }

  @Test
  void savesFromPositionToLimitOfAnyBuffer() {
    var content = bytes(300);
    var direct = ByteBuffer.allocateDirect(500).put(100, content).limit(400).position(100);
    var readOnly = ByteBuffer.wrap(content).asReadOnlyBuffer().position(1);
    var first = FileHandle.of(FileType.DATA, Id.hash(bytes(1)));
    var second = FileHandle.of(FileType.DATA, Id.hash(bytes(2)));

    backend.save(first, direct);
    backend.save(second, readOnly);

    assertThat(backend.load(first)).isEqualTo(content);
    assertThat(backend.load(second)).isEqualTo(Arrays.copyOfRange(content, 1, 300));
  }

  @Test
  void storesAnEmptyFile() {
    var handle = save(FileType.LOCKS, new byte[0]);

    assertThat(backend.load(handle)).isEmpty();
    assertThat(list(FileType.LOCKS)).containsExactly(new FileInfo(handle.name(), 0));
  }

  @Test
  void storesAPackOfSixteenMebibytes() {
    var content = bytes(PACK_BYTES);

    var handle = save(FileType.DATA, content);

    assertThat(Arrays.equals(backend.load(handle), content)).isTrue();
    assertThat(backend.load(handle, PACK_BYTES - 5, 5))
        .isEqualTo(Arrays.copyOfRange(content, PACK_BYTES - 5, PACK_BYTES));
  }

  @Test
  void listsNothingWhereNothingIs() {
    assertThat(list(FileType.DATA)).isEmpty();
    assertThat(list(FileType.SNAPSHOTS)).isEmpty();
  }

  @Test
  void listsEachKindWithSizes() {
    var pack = save(FileType.DATA, bytes(123));
    var index = save(FileType.INDEX, bytes(45));
    save(FileType.CONFIG, bytes(6));

    assertThat(list(FileType.DATA)).containsExactly(new FileInfo(pack.name(), 123));
    assertThat(list(FileType.INDEX)).containsExactly(new FileInfo(index.name(), 45));
    assertThat(list(FileType.KEYS)).isEmpty();
  }

  @Test
  void listsNoForeignFiles() throws Exception {
    var snapshot = save(FileType.SNAPSHOTS, bytes(10));
    var pack = save(FileType.DATA, bytes(10));

    putForeign("snapshots/README", bytes(3));
    putForeign("snapshots/" + snapshot.name() + "-tmp-123", bytes(3));
    putForeign("snapshots/" + snapshot.name().substring(1), bytes(3));
    putForeign(pack.path() + "-tmp-1", bytes(3));
    putForeign("data/note", bytes(3));

    assertThat(names(FileType.SNAPSHOTS)).containsExactly(snapshot.name());
    assertThat(names(FileType.DATA)).containsExactly(pack.name());
  }

  @Test
  void listsMoreThanOnePage() throws Exception {
    var saves =
        IntStream.range(0, manyFiles())
            .<Callable<String>>mapToObj(
                number -> () -> save(FileType.DATA, ("file " + number).getBytes()).name())
            .toList();

    var names = together(saves);

    assertThat(names(FileType.DATA)).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    var contents = IntStream.range(0, 40).mapToObj(number -> bytes(20_000 + number)).toList();
    var work = new ArrayList<Callable<Boolean>>();
    for (var content : contents) {
      work.add(() -> Arrays.equals(backend.load(save(FileType.DATA, content)), content));
      work.add(() -> list(FileType.DATA).size() <= contents.size());
    }

    assertThat(together(work)).containsOnly(true);
    assertThat(list(FileType.DATA)).hasSize(contents.size());
  }

  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      var results = new ArrayList<T>();
      for (var future : pool.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    }
  }

  private FileHandle save(FileType type, byte[] content) {
    var handle =
        type == FileType.CONFIG ? FileHandle.CONFIG : FileHandle.of(type, Id.hash(content));
    backend.save(handle, ByteBuffer.wrap(content));
    return handle;
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<FileInfo> list(FileType type) {
    var files = Collections.synchronizedList(new ArrayList<FileInfo>());
    backend.list(type, files::add);
    return files;
  }

  private List<String> names(FileType type) {
    return list(type).stream().map(FileInfo::name).toList();
  }
}
