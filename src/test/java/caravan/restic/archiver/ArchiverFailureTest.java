package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BackendFailure;
import caravan.restic.ResticException;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.checker.CheckListener;
import caravan.restic.checker.Checker;
import caravan.restic.checker.ReadDataSubset;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that does not come to its end: what it says, what it leaves. */
class ArchiverFailureTest {
  private static final int FILES = 12;
  @TempDir Path folder;
  private final MemoryBackend backend = new MemoryBackend();

  @BeforeEach
  void prepare() throws IOException {
    Repositories.init(backend, 2);
    var random = new Random(5);
    for (int i = 0; i < FILES; i++) {
      var content = new byte[3 << 20];
      random.nextBytes(content);
      var below = Files.createDirectories(folder.resolve("d" + i % 3));
      Files.write(below.resolve("f" + i), content);
    }
  }

  @Test
  void aFailingStoreEndsAllThreadsAndIsTheReasonGiven() throws IOException {
    var faulty = new FaultyBackend(backend, Fault.FROM_THEN_ON, 1, Operation.SAVE);
    var repository = Backups.open(faulty);

    assertThatThrownBy(() -> Backups.run(repository, folder, "."))
        .isInstanceOf(BackendFailure.class);
    assertThat(openFiles()).isEmpty();
    assertThat(threads()).isEmpty();
  }

  @Test
  void aLockThatIsLostStopsTheRunBeforeTheSnapshot() {
    var repository = Backups.open(backend);
    var lost = new BackendFailure("the lock is lost");
    var archiver =
        new Archiver(
            repository,
            new TestOptions(folder, ".").build(),
            new BackupListener() {},
            () -> {
              throw lost;
            });

    assertThatThrownBy(archiver::run).isSameAs(lost);
    assertThat(repository.list(FileType.SNAPSHOTS)).isEmpty();
    assertThat(threads()).isEmpty();
  }

  @Test
  void anInterruptedRunEndsAtOnce() {
    var repository = Backups.open(backend);
    var caller = Thread.currentThread();
    var listener =
        new BackupListener() {
          @Override
          public void started(String path) {
            caller.interrupt();
          }
        };
    var archiver =
        new Archiver(repository, new TestOptions(folder, ".").build(), listener, () -> {});

    assertThatThrownBy(archiver::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(threads()).isEmpty();
    assertThat(repository.list(FileType.SNAPSHOTS)).isEmpty();
  }

  @Test
  void whereverItIsKilledTheRepositoryStaysWhole() {
    int failAt = 1;
    boolean isFinished = false;
    while (!isFinished) {
      var faulty = new FaultyBackend(backend, Fault.FROM_THEN_ON, failAt++, Operation.SAVE);
      isFinished = runIsFinished(faulty);

      var check =
          new Checker(
              Backups.open(backend), ReadDataSubset.all(), new CheckListener() {}, new Random(1));
      assertThat(check.run().errors()).isZero();
    }
    assertThat(failAt).isGreaterThan(4);
    assertThat(Backups.open(backend).snapshots()).hasSize(1);
  }

  private boolean runIsFinished(FaultyBackend faulty) {
    try (var repository = Backups.open(faulty)) {
      Backups.run(repository, folder, ".");
      return true;
    } catch (ResticException e) {
      return false;
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("archiver-") || name.equals("walker"))
        .toList();
  }

  private List<String> openFiles() throws IOException {
    var open = new ArrayList<String>();
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      for (var file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          open.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    open.removeIf(path -> !path.startsWith(folder.toString()));
    return open;
  }
}
