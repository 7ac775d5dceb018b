package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.repository.Repositories;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of dead movers go at once, those of anybody else never. */
@ExtendWith(OperatorExtension.class)
class LocksIT {
  private static final String MOVER = "volsync-src-app";
  private static final boolean SHARED = false;
  private static OperatorBench bench;
  private Site site;
  private Runs runs;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @BeforeEach
  void makeVolume() throws IOException {
    site = bench.site();
    runs = new Runs(bench, site);
    site.claim("data");
    var data = site.folder("data");
    Files.writeString(data.resolve("note"), "kept");
    try (var file = new RandomAccessFile(data.resolve("hole").toFile(), "rw")) {
      file.setLength(256 << 20); // nothing on disk, a while to read
    }
  }

  private void backUp(String manual) {
    site.source("app", manual, "copyMethod: Direct", "pruneIntervalDays: 0");
  }

  private long locks() throws IOException {
    return Repositories.locks(site.folder("repo"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Starting container",
        "the volume has",
        "=== Starting forget ===",
        "loading the index"
      })
  void aMoverThatIsKilledHoldsUpNobody(String lastWords) throws IOException {
    bench.cluster().node().killNext(MOVER, lastWords);

    backUp("first");
    Runs.eventually().until(() -> runs.failures(Site.SOURCE, "app") > 0);
    boolean leftLock = locks() > 0;
    runs.awaitServed(Site.SOURCE, "app", "first");

    assertThat(locks()).isZero();
    assertThat(runs.cleared(MOVER)).hasSize(leftLock ? 1 : 0);
    assertThat(runs.of(MOVER)).hasSize(leftLock ? 3 : 2);
    assertThat(site.<List<String>>status(Site.SOURCE, "app", "caravan", "deadLocks")).isNull();
    site.restic().run("check", "--read-data");
  }

  @Test
  void aStrangersLockIsWaitedForAndNeverRemoved() throws IOException {
    backUp("first");
    runs.awaitServed(Site.SOURCE, "app", "first");
    var repository = site.folder("repo");
    var time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var lock = Repositories.leaveLock(repository, "stranger", SHARED, time);

    backUp("second");
    runs.awaitHealth(Site.SOURCE, "app", "False/RepositoryLocked");
    Runs.eventually().until(() -> runs.failures(Site.SOURCE, "app") > 1);

    assertThat(runs.healthMessage(Site.SOURCE, "app"))
        .contains("stranger", time.toString().replace("Z", ""), lock.toShortString());
    runs.awaitEvent("app", "RepositoryLocked");
    assertThat(locks()).isEqualTo(1);

    Files.delete(repository.resolve("locks").resolve(lock.toString()));
    runs.awaitServed(Site.SOURCE, "app", "second");
    assertThat(runs.cleared(MOVER)).isEmpty();
    assertThat(site.restic().run("snapshots", "--json").text())
        .contains("\"hostname\":\"volsync\"");
  }

  @Test
  void aLockIsNotDeadAsLongAsItsPodIsThere() throws IOException {
    backUp("first");
    runs.awaitServed(Site.SOURCE, "app", "first");
    List<String> movers = site.status(Site.SOURCE, "app", "caravan", "movers");
    makePodThatNeverStarts(movers.getFirst());
    var lock =
        Repositories.leaveLock(site.folder("repo"), movers.getFirst(), SHARED, Instant.now());

    backUp("second");
    runs.awaitHealth(Site.SOURCE, "app", "False/RepositoryLocked");

    assertThat(locks()).isEqualTo(1);
    assertThat(site.<List<String>>status(Site.SOURCE, "app", "caravan", "deadLocks")).isNull();

    site.client()
        .pods()
        .inNamespace(site.namespace())
        .withName(movers.getFirst())
        .withGracePeriod(0)
        .delete();
    runs.awaitServed(Site.SOURCE, "app", "second");
    assertThat(runs.cleared(MOVER)).containsExactly(lock.toString());
    assertThat(locks()).isZero();
  }

  private void makePodThatNeverStarts(String name) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(site.namespace())
            .endMetadata()
            .withNewSpec()
            .withAutomountServiceAccountToken(false)
            .addNewContainer()
            .withName("restic")
            .withImage(OperatorBench.IMAGE)
            .addNewEnv()
            .withName("NOT_THERE")
            .withNewValueFrom()
            .withNewSecretKeyRef("key", "not-there", false)
            .endValueFrom()
            .endEnv()
            .endContainer()
            .endSpec()
            .build();
    site.client().resource(pod).create();
  }
}
