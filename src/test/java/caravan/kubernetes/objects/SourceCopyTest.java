package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ReplicationSource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceCopyTest {
  private static final String SPEC =
      "spec: {accessModes: [ReadWriteOnce], storageClassName: slow, volumeMode: Filesystem,"
          + " resources: {requests: {storage: 1Gi}}}";
  private static final PersistentVolumeClaim ASKED = MoverSamples.claim(SPEC);
  private static final PersistentVolumeClaim LIVING =
      MoverSamples.claim(SPEC + ", status: {capacity: {storage: 2Gi}}");
  private static final ReplicationSource PLAIN = MoverSamples.source("pruneIntervalDays: 7");

  @Test
  void isAsLargeAsTheSourceSays() {
    var source = MoverSamples.source("capacity: 9Gi");

    assertThat(size(SourceCopy.ofSnapshot(source, LIVING, snapshot("3Gi")))).isEqualTo("9Gi");
    assertThat(size(SourceCopy.clone(source, LIVING))).isEqualTo("9Gi");
  }

  @Test
  void isElseAsLargeAsTheSnapshotWants() {
    assertThat(size(SourceCopy.ofSnapshot(PLAIN, LIVING, snapshot("3Gi")))).isEqualTo("3Gi");
  }

  @Test
  void isElseAsLargeAsTheVolumeIs() {
    assertThat(size(SourceCopy.ofSnapshot(PLAIN, LIVING, snapshot(null)))).isEqualTo("2Gi");
    assertThat(size(SourceCopy.clone(PLAIN, LIVING))).isEqualTo("2Gi");
  }

  @Test
  void isElseAsLargeAsTheVolumeWasAskedToBe() {
    var withoutCapacity = MoverSamples.claim(SPEC + ", status: {phase: Pending}");

    assertThat(size(SourceCopy.clone(PLAIN, ASKED))).isEqualTo("1Gi");
    assertThat(size(SourceCopy.clone(PLAIN, withoutCapacity))).isEqualTo("1Gi");
  }

  @Test
  void takesClassAndModesOfTheVolumeUnlessTheSourceSays() {
    var plain = SourceCopy.clone(PLAIN, LIVING).getSpec();
    var said =
        SourceCopy.clone(
                MoverSamples.source("storageClassName: fast, accessModes: [ReadOnlyMany]"), LIVING)
            .getSpec();

    assertThat(plain.getStorageClassName()).isEqualTo("slow");
    assertThat(plain.getAccessModes()).containsExactly("ReadWriteOnce");
    assertThat(said.getStorageClassName()).isEqualTo("fast");
    assertThat(said.getAccessModes()).containsExactly("ReadOnlyMany");
  }

  @Test
  void copiesTheVolumeModeAsVolSync() {
    var block = MoverSamples.claim(SPEC.replace("Filesystem", "Block"));

    assertThat(SourceCopy.clone(PLAIN, block).getSpec().getVolumeMode()).isEqualTo("Block");
  }

  @Test
  void leavesTheSnapshotClassToTheClusterUnlessTheSourceSays() {
    var said = MoverSamples.source("volumeSnapshotClassName: fast");

    Object none = SourceCopy.snapshot(PLAIN).object().get("spec", "volumeSnapshotClassName");
    Object fast = SourceCopy.snapshot(said).object().get("spec", "volumeSnapshotClassName");

    assertThat(none).isNull();
    assertThat(fast).isEqualTo("fast");
  }

  private static Snapshot snapshot(String restoreSize) {
    var snapshot = SourceCopy.snapshot(PLAIN);
    if (restoreSize != null) {
      snapshot.object().setAdditionalProperty("status", Map.of("restoreSize", restoreSize));
    }
    return snapshot;
  }

  private static String size(PersistentVolumeClaim claim) {
    Quantity size = claim.getSpec().getResources().getRequests().get("storage");
    return size.toString();
  }
}
