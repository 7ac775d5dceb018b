package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Labels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An image is offered when it can be used, and goes when nobody needs it any more. */
@ExtendWith(OperatorExtension.class)
class DestinationImagesIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @AfterEach
  void snapshotsWorkAgain() {
    bench.cluster().storage().snapshotsNeverReady(false);
    bench.cluster().storage().snapshotDelay(Duration.ZERO);
    bench.cluster().storage().provisioningFails(null);
  }

  @Test
  void aSnapshotIsOfferedOnlyWhenItCanBeUsed() {
    var restores = restored("old");
    var first = restores.image("dst");
    restores.backUp("new", "2026-02-01 10:00:00");
    bench.cluster().storage().snapshotsNeverReady(true);

    restores.destination("dst", "second");
    Site.soon().until(() -> restores.snapshots().size() == 2);
    restores.awaitTrouble("dst", "is not ready to use");
    assertThat(restores.image("dst")).isEqualTo(first);

    bench.cluster().storage().snapshotsNeverReady(false);
    restores.awaitRestored("dst", "second");
    assertThat(restores.image("dst")).isNotEqualTo(first);
    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("new");
  }

  @Test
  void anImageThatAUserKeepsOutlivesItsDestination() {
    var restores = restored("kept");
    var image = restores.image("dst");

    restores.label(image, Labels.DO_NOT_DELETE, "true");

    Site.soon()
        .untilAsserted(
            () -> {
              var metadata = restores.snapshot(image).orElseThrow().getMetadata();
              assertThat(metadata.getOwnerReferences()).isEmpty();
              assertThat(metadata.getLabels())
                  .containsKey(Labels.DO_NOT_DELETE)
                  .doesNotContainKeys(Labels.CLEANUP, Labels.CREATED_BY);
            });
    restores.delete("dst");
    Site.soon().until(() -> restores.site().claimNamed("volsync-dst-dest").isEmpty());
    assertThat(restores.snapshot(image)).isPresent();
  }

  @Test
  void anImageThatAUserKeepsIsNotRotatedAway() {
    var restores = restored("kept");
    var image = restores.image("dst");
    restores.label(image, Labels.DO_NOT_DELETE, "true");

    restores.destination("dst", "second");
    restores.awaitRestored("dst", "second");

    assertThat(restores.snapshot(image)).isPresent();
    assertThat(restores.image("dst")).isNotEqualTo(image);
  }

  @Test
  void anImageThatAClaimIsBeingFilledFromStaysUntilThatIsDone() {
    var restores = restored("kept");
    var image = restores.image("dst");
    bench.cluster().storage().provisioningFails("the pool is full");
    restores.filledClaim("data", "dst");
    Site.soon().until(() -> restores.prime("data").isPresent());
    assertThat(restores.snapshot(image).orElseThrow().getMetadata().getLabels().keySet())
        .anyMatch(it -> it.startsWith("volsync.backube/volpop-pvc-"));

    restores.destination("dst", "second");
    restores.awaitRestored("dst", "second");
    assertThat(restores.image("dst")).isNotEqualTo(image);
    assertThat(restores.snapshot(image)).isPresent();

    bench.cluster().storage().provisioningFails(null);
    assertThat(restores.note("data")).isEqualTo("kept");
    Site.soon().until(() -> restores.snapshot(image).isEmpty());
    assertThat(restores.snapshots()).containsExactly(restores.image("dst"));
  }

  @Test
  void anImageOfAClaimThatWasGivenUpGoesWithTheNextOne() {
    var restores = restored("kept");
    var image = restores.image("dst");
    bench.cluster().storage().provisioningFails("the pool is full");
    restores.filledClaim("data", "dst");
    Site.soon().until(() -> restores.prime("data").isPresent());
    restores.deleteClaim("data");
    Site.soon().until(() -> restores.claims().stream().noneMatch(it -> it.startsWith("vs-prime")));

    bench.cluster().storage().provisioningFails(null);
    restores.destination("dst", "second");
    restores.awaitRestored("dst", "second");

    Site.soon().until(() -> restores.snapshot(image).isEmpty());
  }

  @Test
  void anImageWithAnotherOwnerIsLeftToThat() {
    var restores = restored("kept");
    var image = restores.image("dst");
    restores.site().claim("other");
    restores.own(image, "other");

    restores.destination("dst", "second");
    restores.awaitRestored("dst", "second");

    assertThat(restores.snapshot(image).orElseThrow().getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(it -> assertThat(it.getName()).isEqualTo("other"));
  }

  @Test
  void whatADestinationMadeGoesWithIt() {
    var restores = restored("kept");

    restores.delete("dst");

    Site.soon().until(() -> restores.snapshots().isEmpty());
    Site.soon().until(() -> restores.claims().equals(List.of("repo")));
  }

  private static RestoreSite restored(String note) {
    var restores = RestoreSite.of(bench, note);
    restores.destination("dst", "first");
    restores.awaitRestored("dst", "first");
    return restores;
  }
}
