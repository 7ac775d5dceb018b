package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.NodeStandIn;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mover whose pod does not start says why; its attempt ends when the next is due. */
class SlowStartsIT {
  private static final String MOVER = "volsync-src-app";
  private static final String CACHE = "volsync-src-app-cache";
  private static OperatorBench bench;
  private Site site;
  private Runs runs;

  @BeforeAll
  static void start() {
    bench = OperatorBench.start();
    bench.stopOperator();
    bench.patience(Duration.ofSeconds(50));
    bench.startOperator();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @BeforeEach
  void makeVolume() throws IOException {
    site = bench.siteWithNote("kept");
    runs = new Runs(bench, site);
  }

  @AfterEach
  void mend() {
    node().refuseScheduling(false);
    node().failImagePull(false);
  }

  private static NodeStandIn node() {
    return bench.cluster().node();
  }

  private void backUp() {
    site.source("app", "first", "copyMethod: Snapshot", "volumeSnapshotClassName: folders");
  }

  @Test
  void aPodThatNoNodeTakesGivesWayToANewAttemptWithNewData() throws IOException {
    node().refuseScheduling(true);

    backUp();
    runs.awaitHealth(Site.SOURCE, "app", "False/Unschedulable");

    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains("Insufficient memory");
    assertThat(runs.failures(Site.SOURCE, "app")).isZero();
    Files.writeString(site.folder("data").resolve("note"), "newer");
    Runs.eventually().until(() -> runs.failures(Site.SOURCE, "app") == 1);
    runs.awaitEvent("app", "Unschedulable");

    node().refuseScheduling(false);
    runs.awaitServed(Site.SOURCE, "app", "first");
    assertThat(runs.of(MOVER)).hasSize(1);
    assertThat(site.restic().run("dump", "latest", "/note").text()).isEqualTo("newer");
  }

  @Test
  void pain16ACacheThatCannotBeMountedBesideTheDataIsMadeAnew() {
    site.apply(
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: %1$s}
        spec:
          accessModes: [ReadWriteOnce]
          capacity: {storage: 1Gi}
          claimRef: {namespace: %1$s, name: volsync-src-app-cache}
          hostPath: {path: /elsewhere}
          nodeAffinity:
            required:
              nodeSelectorTerms:
                - matchExpressions:
                    - {key: kubernetes.io/hostname, operator: In, values: [elsewhere]}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: volsync-src-app-cache
          labels: {app.kubernetes.io/created-by: volsync}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: ""
          volumeName: %1$s
          resources: {requests: {storage: 1Gi}}
        """
            .formatted(site.namespace()));
    Site.soon().until(() -> site.claimNamed(CACHE).filter(SlowStartsIT::isBound).isPresent());

    backUp();
    runs.awaitEvent("app", "Unschedulable");
    runs.awaitServed(Site.SOURCE, "app", "first");

    assertThat(site.claimNamed(CACHE).orElseThrow().getSpec().getVolumeName())
        .isNotEqualTo(site.namespace());
  }

  private static boolean isBound(PersistentVolumeClaim claim) {
    return "Bound".equals(claim.getStatus().getPhase());
  }

  @Test
  void aMoverStartsAsSoonAsItsImageIsThere() {
    node().failImagePull(true);

    backUp();
    runs.awaitHealth(Site.SOURCE, "app", "False/ImagePull");

    assertThat(runs.healthMessage(Site.SOURCE, "app")).contains(OperatorBench.IMAGE);
    node().failImagePull(false);
    runs.awaitServed(Site.SOURCE, "app", "first");
  }

  @Test
  void aMoverStartsAsSoonAsItsSecretIsWholeAgain() {
    node().refuseScheduling(true);
    backUp();
    Runs.eventually().until(() -> site.job(MOVER).isPresent());
    site.client().secrets().inNamespace(site.namespace()).withName("repo").delete();
    node().refuseScheduling(false);

    runs.awaitHealth(Site.SOURCE, "app", "False/PodNotStarted");

    assertThat(runs.healthMessage(Site.SOURCE, "app"))
        .contains("CreateContainerConfigError", "repo");
    site.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: repo}
        stringData: {RESTIC_REPOSITORY: /mnt/repo, RESTIC_PASSWORD: secret}
        """);
    runs.awaitServed(Site.SOURCE, "app", "first");
  }
}
