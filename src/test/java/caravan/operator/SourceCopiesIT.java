package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.NodeStandIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a source's volume is copied for its mover, and what is left of that afterwards. */
@ExtendWith(OperatorExtension.class)
class SourceCopiesIT {
  private static OperatorBench bench;
  private Site site;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @BeforeEach
  void makeSite() throws Exception {
    bench.cluster().storage().snapshotDelay(Duration.ZERO);
    bench.cluster().storage().snapshotsNeverReady(false);
    bench.cluster().storage().snapshotsFail(null);
    site = bench.siteWithNote("content");
  }

  @Test
  void aSnapshotIsTakenAndNothingOfItIsLeft() {
    site.source("app", "one", "copyMethod: Snapshot");

    site.awaitSynced(Site.SOURCE, "app", "one");

    assertThat(site.reasons("app"))
        .contains("VolumeSnapshotCreated", "PersistentVolumeClaimCreated");
    assertNothingIsLeft();
    assertThat(site.claimNamed("volsync-src-app-cache")).isPresent();
    site.restic().run("check", "--read-data");
  }

  @Test
  void aCloneIsMadeAndNothingOfItIsLeft() {
    site.source("app", "one", "copyMethod: Clone");

    site.awaitSynced(Site.SOURCE, "app", "one");

    assertThat(site.reasons("app")).doesNotContain("VolumeSnapshotCreated");
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    Site.soon().until(() -> site.claimNamed("volsync-app-src").isEmpty());
    assertThat(site.job("volsync-src-app")).isEmpty();
    assertThat(site.snapshots()).isEmpty();
  }

  @Test
  void theLivingVolumeIsReadBesideThePodThatUsesIt() {
    site.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: app}
        spec:
          nodeName: %s
          tolerations: [{key: disks, operator: Exists}]
          containers: [{name: app, image: app, command: [sleep], args: [infinity]}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
        """
            .formatted(NodeStandIn.NAME));
    bench.cluster().node().refuseScheduling(true);
    site.source("app", "one", "copyMethod: Direct");

    Site.soon().until(() -> site.job("volsync-src-app").isPresent());
    var pod = site.job("volsync-src-app").orElseThrow().getSpec().getTemplate().getSpec();
    bench.cluster().node().refuseScheduling(false);
    site.awaitSynced(Site.SOURCE, "app", "one");

    assertThat(pod.getNodeSelector()).isEqualTo(Map.of("kubernetes.io/hostname", NodeStandIn.NAME));
    assertThat(pod.getTolerations()).anyMatch(it -> "disks".equals(it.getKey()));
    assertThat(pod.getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
        .isEqualTo("data");
  }

  @Test
  void twoSourcesOfOneVolumeMakeACopyEach() {
    site.source("hourly", "one", "copyMethod: Snapshot");
    site.source("daily", "one", "copyMethod: Snapshot");

    site.awaitSynced(Site.SOURCE, "hourly", "one");
    site.awaitSynced(Site.SOURCE, "daily", "one");

    assertThat(
            bench.cluster().node().runs().stream()
                .filter(run -> run.namespace().equals(site.namespace())))
        .hasSize(2);
  }

  @Test
  void aSnapshotThatIsNotReadyIsWaitedForAndNamed() {
    bench.cluster().storage().snapshotsFail("the array is on fire");
    site.source("app", "one", "copyMethod: Snapshot");

    Site.soon().until(() -> health("app").equals("False/SnapshotNotReady"));
    assertThat(site.job("volsync-src-app")).isEmpty();
    bench.cluster().storage().snapshotsFail(null);
    site.awaitSynced(Site.SOURCE, "app", "one");

    assertThat(health("app")).isEqualTo("True/Succeeded");
    assertThat(site.reasons("app")).contains("VolumeSnapshotNotBound", "SnapshotNotReady");
  }

  @Test
  void aClaimThatIsMissingOrNotBoundIsNamedAndWaitedFor() {
    var other = bench.site();
    other.source("app", "one", "copyMethod: Snapshot");
    Site.soon().until(() -> health(other, "app").equals("False/VolumeMissing"));
    assertThat(other.condition(Site.SOURCE, "app", "Synchronizing")).isEqualTo("False/Error");

    other.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: folders-wffc
          resources: {requests: {storage: 1Gi}}
        """);
    other.source("app", "two", "copyMethod: Snapshot");
    Site.soon().until(() -> health(other, "app").equals("False/VolumeNotBound"));

    assertThat(other.snapshots()).isEmpty();
  }

  @Test
  void whatIsWrongWithASpecIsSaidAndNothingIsMade() {
    site.apply(
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: other}
        spec: {sourcePVC: data, rsync: {}}
        """);

    Site.soon()
        .until(() -> site.condition(Site.SOURCE, "other", "Synchronizing").equals("False/Error"));

    List<Map<String, Object>> conditions = site.status(Site.SOURCE, "other", "conditions");
    assertThat(conditions)
        .anySatisfy(
            it ->
                assertThat(it.get("message").toString())
                    .startsWith("a replication method must be specified"));
    assertThat(health("other")).isEqualTo("False/InvalidSpec");
  }

  private String health(String source) {
    return health(site, source);
  }

  private static String health(Site site, String source) {
    return site.condition(Site.SOURCE, source, "Healthy");
  }
}
