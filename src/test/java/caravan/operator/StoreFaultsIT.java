package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.components.MinioServer;
import caravan.components.Restic;
import caravan.components.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that is out of reach for a while, or refuses its user. */
@ExtendWith(OperatorExtension.class)
class StoreFaultsIT {
  private static final String MOVER = "volsync-src-app";
  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final int SIZE = 48 << 20;
  private static OperatorBench bench;
  private static MinioServer minio;
  private static TcpProxy way;
  private Site site;
  private Runs runs;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
    minio = MinioServer.start();
    way = new TcpProxy(URI.create(minio.endpoint()).getPort());
  }

  @AfterAll
  static void stop() {
    if (way != null) {
      way.close();
    }
    if (minio != null) {
      minio.close();
    }
  }

  @BeforeEach
  void makeVolume() throws IOException {
    site = bench.site();
    runs = new Runs(bench, site);
    site.claim("data");
    var content = new byte[SIZE];
    new Random(site.namespace().hashCode()).nextBytes(content);
    Files.write(site.folder("data").resolve("noise"), content);
    Files.writeString(site.folder("data").resolve("note"), "kept");
    keys(MinioServer.SECRET_KEY);
  }

  @AfterEach
  void mend() {
    way.open();
  }

  private void keys(String secret) {
    site.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: repo}
        stringData:
          RESTIC_REPOSITORY: s3:http://127.0.0.1:%d/%s
          RESTIC_PASSWORD: %s
          AWS_ACCESS_KEY_ID: %s
          AWS_SECRET_ACCESS_KEY: %s
        """
            .formatted(
                way.port(), site.namespace(), Site.PASSWORD, MinioServer.ACCESS_KEY, secret));
  }

  private void backUp() {
    site.source("app", "first", "copyMethod: Direct");
  }

  private Restic restic() {
    var restic = Restic.at(minio.repository(site.namespace()), Site.PASSWORD);
    minio.environment().forEach(restic::with);
    return restic;
  }

  private void proveOneGoodBackup() {
    runs.awaitServed(Site.SOURCE, "app", "first");
    restic().run("check", "--read-data");
    assertThat(restic().run("snapshots", "--json").text().split("short_id")).hasSize(2);
  }

  @Test
  void anOutageOfHalfAMinuteInTheMiddleIsOvercomeByTheSameMover() {
    way.cutAfter(SIZE / 2);
    backUp();
    Runs.eventually().until(() -> !way.isOpen());

    await().atMost(OUTAGE.multipliedBy(2)).during(OUTAGE).until(() -> !way.isOpen());
    way.open();

    proveOneGoodBackup();
    assertThat(runs.of(MOVER)).hasSize(1);
  }

  @Test
  void keysThatAreRefusedAreToldAndABackupWaitsForTheRightOnes() {
    keys("not-the-secret");

    backUp();
    runs.awaitHealth(Site.SOURCE, "app", "False/AccessDenied");

    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains("AWS_SECRET_ACCESS_KEY");
    runs.awaitEvent("app", "AccessDenied");
    keys(MinioServer.SECRET_KEY);
    proveOneGoodBackup();
  }

  @Test
  void pain2AClaimIsNotGivenAnEmptyVolumeWhereTheKeysAreRefused() {
    backUp();
    proveOneGoodBackup();
    keys("not-the-secret");

    site.destination(
        "dst",
        "once",
        "copyMethod: Snapshot",
        "capacity: 1Gi",
        "accessModes: [ReadWriteOnce]",
        "storageClassName: folders",
        "volumeSnapshotClassName: folders");
    site.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: again}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: folders
          resources: {requests: {storage: 1Gi}}
          dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: dst}
        """);
    runs.awaitHealth(Site.DESTINATION, "dst", "False/AccessDenied");

    assertThat(site.claimNamed("again").orElseThrow().getStatus().getPhase()).isEqualTo("Pending");
    assertThat(site.snapshots()).isEmpty();
    keys(MinioServer.SECRET_KEY);
    assertThat(site.folder("again").resolve("note")).hasContent("kept");
  }
}
