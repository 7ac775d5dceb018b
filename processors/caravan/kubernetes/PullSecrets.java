package caravan.kubernetes;

import caravan.api.Replication;
import caravan.kubernetes.objects.PullSecret;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;

/** Copies the operator's pull Secrets to where movers run. */
record PullSecrets(Cluster cluster, MoverSettings.PullSecrets originals) {

  /** The names of the copies; as the kubelet does, one that is not there is left out. */
  List<String> copiedFor(Replication object) {
    return originals.names().stream()
        .map(name -> cluster.secret(originals.namespace(), name))
        .flatMap(Optional::stream)
        .map(original -> copy(original, object))
        .toList();
  }

  private String copy(Secret original, Replication object) {
    var name = Names.pullSecret(original.getMetadata().getName());
    var owners =
        cluster
            .secret(object.namespace(), name)
            .map(it -> it.getMetadata().getOwnerReferences())
            .orElse(List.<OwnerReference>of());
    cluster.apply(PullSecret.copy(original, object, owners));
    return name;
  }
}
