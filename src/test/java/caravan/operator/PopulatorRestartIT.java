package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator that stops at any point of filling a claim goes on there when it is started. */
@ExtendWith(OperatorExtension.class)
class PopulatorRestartIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @AfterEach
  void volumesAreMadeAgain() {
    bench.cluster().storage().provisioningFails(null);
  }

  @Test
  void whatChangesWhileItIsStoppedIsSeenAtItsStart() {
    var restores = RestoreSite.of(bench, "kept");
    bench.stopOperator();
    restores.destination("dst", "once");
    restores.filledClaim("data", "dst");

    bench.startOperator();

    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aRestoreGoesOnAndFillsTheClaim() {
    var restores = RestoreSite.of(bench, "kept");
    restores.filledClaim("data", "dst");
    restores.destination("dst", "once");
    Site.soon().until(() -> restores.site().job("volsync-dst-dst").isPresent());

    restart();

    assertThat(restores.note("data")).isEqualTo("kept");
  }

  @Test
  void aClaimInThePlaceOfAUsersIsTakenUp() {
    var restores = restored();
    bench.cluster().storage().provisioningFails("the pool is full");
    restores.filledClaim("data", "dst");
    Site.soon().until(() -> restores.prime("data").isPresent());

    bench.stopOperator();
    bench.cluster().storage().provisioningFails(null);
    Site.soon().until(() -> restores.prime("data").orElseThrow().getSpec().getVolumeName() != null);
    bench.startOperator();

    assertThat(restores.note("data")).isEqualTo("kept");
    assertFilledOnce(restores);
  }

  @Test
  void aBoundClaimIsNotFinishedAgain() {
    var restores = restored();
    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("kept");
    Site.soon().until(() -> restores.prime("data").isEmpty());

    restart();
    restores.filledClaim("other", "dst");
    assertThat(restores.note("other")).isEqualTo("kept");

    assertFilledOnce(restores);
  }

  @Test
  void theClusterIsToldWhoFillsClaims() {
    var populator =
        bench
            .client()
            .genericKubernetesResources("populator.storage.k8s.io/v1beta1", "VolumePopulator")
            .withName("volsync-replicationdestination")
            .get();

    assertThat(populator.<String>get("sourceKind", "group")).isEqualTo("volsync.backube");
    assertThat(populator.<String>get("sourceKind", "kind")).isEqualTo("ReplicationDestination");
  }

  private static RestoreSite restored() {
    var restores = RestoreSite.of(bench, "kept");
    restores.destination("dst", "once");
    restores.awaitRestored("dst", "once");
    return restores;
  }

  private static void restart() {
    bench.stopOperator();
    bench.startOperator();
  }

  private static void assertFilledOnce(RestoreSite restores) {
    Site.soon().until(() -> restores.prime("data").isEmpty());
    var events =
        restores.site().events("data").stream()
            .filter(it -> it.getReason().startsWith("VolSyncPopulator"))
            .toList();
    assertThat(events)
        .extracting(it -> it.getReason())
        .containsExactlyInAnyOrderElementsOf(
            List.of("VolSyncPopulatorPVCCreated", "VolSyncPopulatorFinished"));
    assertThat(events).allSatisfy(it -> assertThat(it.getSeries()).isNull());
  }
}
