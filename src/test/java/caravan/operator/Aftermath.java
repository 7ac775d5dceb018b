package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** What must hold after a run, whatever went wrong on its way. */
final class Aftermath {
  private static final String SNAPSHOT_KIND = "VolumeSnapshot";
  private final OperatorBench bench;
  private final Site site;

  Aftermath(OperatorBench bench, Site site) {
    this.bench = bench;
    this.site = site;
  }

  /** How many containers were started for an object. */
  long movers(String podNamePrefix) {
    return bench.cluster().node().runs().stream()
        .filter(run -> run.namespace().equals(site.namespace()))
        .filter(run -> run.pod().startsWith(podNamePrefix))
        .count();
  }

  /** The names of all that was made for runs and is still there, caches and accounts left out. */
  List<String> leftovers() {
    var client = bench.client();
    var found = new ArrayList<HasMetadata>();
    found.addAll(labelled(client.batch().v1().jobs()));
    found.addAll(labelled(client.persistentVolumeClaims()));
    found.addAll(labelled(client.pods()));
    found.addAll(
        labelled(client.genericKubernetesResources("snapshot.storage.k8s.io/v1", SNAPSHOT_KIND)));
    return found.stream()
        .map(it -> it.getKind() + "/" + it.getMetadata().getName())
        .filter(name -> !name.endsWith("-cache"))
        .sorted()
        .toList();
  }

  private <T extends HasMetadata> List<T> labelled(
      io.fabric8.kubernetes.client.dsl.MixedOperation<
              T,
              ? extends io.fabric8.kubernetes.api.model.KubernetesResourceList<T>,
              ? extends io.fabric8.kubernetes.client.dsl.Resource<T>>
          kind) {
    return new ArrayList<>(
        kind.inNamespace(site.namespace())
            .withLabel(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
            .list()
            .getItems());
  }

  void assertNothingIsLeftBut(String... names) {
    Site.soon().untilAsserted(() -> assertThat(leftovers()).containsExactlyInAnyOrder(names));
  }

  /** The name of a destination's latest image, which is there and ready. */
  String latestImage(String destination) {
    String name = site.status(Site.DESTINATION, destination, "latestImage", "name");
    assertThat(name).isNotNull();
    var snapshot =
        bench
            .client()
            .genericKubernetesResources("snapshot.storage.k8s.io/v1", SNAPSHOT_KIND)
            .inNamespace(site.namespace())
            .withName(name)
            .get();
    assertThat(snapshot).as("the latest image " + name).isNotNull();
    assertThat(snapshot.<Boolean>get("status", "readyToUse")).isTrue();
    return name;
  }
}
