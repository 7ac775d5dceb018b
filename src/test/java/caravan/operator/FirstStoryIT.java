package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An app's volume is backed up, lost, and back when the app is deployed again. */
@ExtendWith(OperatorExtension.class)
class FirstStoryIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @Test
  void aVolumeThatWasLostIsFilledAgainFromItsLastBackup() throws Exception {
    var site = bench.siteWithNote("kept");
    site.source("app", "first", "copyMethod: Snapshot", "retain: {daily: 7}");
    site.awaitSynced(Site.SOURCE, "app", "first");

    site.client().persistentVolumeClaims().inNamespace(site.namespace()).withName("data").delete();
    Site.soon().until(() -> site.claimNamed("data").isEmpty());
    site.destination(
        "app-dst",
        "restore-once",
        "copyMethod: Snapshot",
        "capacity: 1Gi",
        "accessModes: [ReadWriteOnce]",
        "storageClassName: folders",
        "volumeSnapshotClassName: folders",
        "cleanupTempPVC: true",
        "cleanupCachePVC: true");
    site.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec:
          accessModes: [ReadWriteOnce]
          storageClassName: folders
          resources: {requests: {storage: 1Gi}}
          dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: app-dst}
        """);

    assertThat(site.folder("data").resolve("note")).hasContent("kept");
    site.awaitSynced(Site.DESTINATION, "app-dst", "restore-once");
    assertThat(site.condition(Site.DESTINATION, "app-dst", "Healthy")).isEqualTo("True/Succeeded");
    Site.soon().until(() -> site.claimNamed("volsync-app-dst-dest").isEmpty());
    assertThat(site.claimNamed("volsync-dst-app-dst-cache")).isEmpty();
    assertThat(site.job("volsync-dst-app-dst")).isEmpty();
    site.restic().run("check", "--read-data");
  }
}
