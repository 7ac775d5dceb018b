package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.repository.Repositories;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mover whose pod or Job somebody takes away in the middle of its work. */
@ExtendWith(OperatorExtension.class)
class LostMoversIT {
  private static final String MOVER = "volsync-src-app";
  private static OperatorBench bench;
  private Site site;
  private Runs runs;
  private Path huge;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @BeforeEach
  void startLongBackup() throws IOException {
    site = bench.site();
    runs = new Runs(bench, site);
    site.claim("data");
    huge = site.folder("data").resolve("huge");
    resize(1L << 40); // nothing on disk, hours to read
    site.source("app", "first", "copyMethod: Direct");
    Runs.eventually().until(() -> locks() == 1);
    Runs.eventually().until(() -> runningMover() != null);
  }

  private void resize(long bytes) throws IOException {
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  private long locks() throws IOException {
    return Repositories.locks(site.folder("repo"));
  }

  private String runningMover() {
    return site.status(Site.SOURCE, "app", "caravan", "runningMover");
  }

  private void proveGood() throws IOException {
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(locks()).isZero();
    site.restic().run("check", "--read-data");
  }

  @Test
  void aPodThatIsDeletedGivesItsLockBackAndIsMadeAnew() throws IOException {
    site.client().pods().inNamespace(site.namespace()).withName(runningMover()).delete();

    Runs.eventually().until(() -> runs.failures(Site.SOURCE, "app") > 0);
    assertThat(site.condition(Site.SOURCE, "app", "Healthy"))
        .isIn("False/PodGone", "False/Interrupted");
    assertThat(locks()).isZero();
    resize(1 << 20);
    proveGood();
    assertThat(runs.of(MOVER)).hasSize(2);
  }

  @Test
  void aPodThatIsGoneWithItsNodeLeavesALockThatIsRemoved() throws IOException {
    site.client()
        .pods()
        .inNamespace(site.namespace())
        .withName(runningMover())
        .withGracePeriod(0)
        .delete();

    runs.awaitHealth(Site.SOURCE, "app", "False/PodGone");
    resize(1 << 20);
    proveGood();
  }

  @Test
  void aJobThatIsDeletedIsAFailedAttemptAndItsPodEndsFirst() throws IOException {
    site.client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(site.namespace())
        .withName(MOVER)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();

    runs.awaitHealth(Site.SOURCE, "app", "False/JobDeleted");
    assertThat(locks()).isZero();
    assertThat(runs.of(MOVER)).hasSize(1);
    runs.awaitEvent("app", "JobDeleted");
    resize(1 << 20);
    proveGood();
    assertThat(runs.of(MOVER)).hasSize(2);
  }
}
