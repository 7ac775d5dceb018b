package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Labels;
import caravan.api.Replication;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheVolumeTest {
  private static final PersistentVolumeClaim DATA =
      MoverSamples.claim("spec: {accessModes: [ReadWriteMany], storageClassName: slow}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cacheAccessModes: [ReadWriteOncePod], accessModes: [ReadWriteOnce] | ReadWriteOncePod",
        "accessModes: [ReadWriteOnce] | ReadWriteOnce",
        "pruneIntervalDays: 7 | ReadWriteMany"
      })
  void takesItsOwnAccessModesThenTheObjectsThenTheDatas(String fields, String expected) {
    assertThat(cache(fields).getSpec().getAccessModes()).containsExactly(expected);
  }

  @Test
  void takesItsOwnStorageClassThenTheObjectsThenTheClustersAsVolSync() {
    var own = cache("cacheStorageClassName: fast, storageClassName: other");
    var objects = cache("storageClassName: other");
    var clusters = cache("pruneIntervalDays: 7");

    assertThat(own.getSpec().getStorageClassName()).isEqualTo("fast");
    assertThat(objects.getSpec().getStorageClassName()).isEqualTo("other");
    assertThat(clusters.getSpec().getStorageClassName()).isNull();
  }

  @Test
  void isOneGibibyteUnlessSaidOtherwise() {
    assertThat(size(cache("pruneIntervalDays: 7"))).isEqualTo(new Quantity("1Gi"));
    assertThat(size(cache("cacheCapacity: 8Gi"))).isEqualTo(new Quantity("8Gi"));
  }

  @Test
  void staysAfterARunUnlessADestinationWantsItGone() {
    var stays = CacheVolume.of(MoverSamples.destination("cleanupCachePVC: false"), DATA);
    var goes = CacheVolume.of(MoverSamples.destination("cleanupCachePVC: true"), DATA);

    assertThat(cache("pruneIntervalDays: 7").getMetadata().getLabels())
        .doesNotContainKey(Labels.CLEANUP);
    assertThat(stays.getMetadata().getLabels()).doesNotContainKey(Labels.CLEANUP);
    assertThat(goes.getMetadata().getLabels()).containsEntry(Labels.CLEANUP, "destination-uid");
  }

  private static PersistentVolumeClaim cache(String fields) {
    Replication source = MoverSamples.source(fields);
    return CacheVolume.of(source, DATA);
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get("storage");
  }
}
