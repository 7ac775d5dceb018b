package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One watch for each kind, place and part of the objects, however many endpoints use it. */
final class SharedInformers {
  private static final long PAGE = 500;

  private record Shared(SharedIndexInformer<GenericKubernetesResource> informer, int[] users) {}

  private final KubernetesClient client;
  private final Map<Watched, Shared> byWatched = new HashMap<>();

  SharedInformers(KubernetesClient client) {
    this.client = client;
  }

  /** The watch, started once by the first who asks and stopped by the last who leaves. */
  synchronized SharedIndexInformer<GenericKubernetesResource> join(
      Watched watched, ResourceEventHandler<GenericKubernetesResource> handler) {
    var shared = byWatched.computeIfAbsent(watched, it -> new Shared(create(it), new int[1]));
    shared.users()[0]++;
    shared.informer().addEventHandler(handler);
    if (!shared.informer().isRunning()) {
      shared.informer().start();
    }
    return shared.informer();
  }

  synchronized void leave(
      Watched watched, ResourceEventHandler<GenericKubernetesResource> handler) {
    var shared = byWatched.get(watched);
    shared.informer().removeEventHandler(handler);
    if (--shared.users()[0] == 0) {
      shared.informer().stop();
      byWatched.remove(watched);
    }
  }

  private SharedIndexInformer<GenericKubernetesResource> create(Watched watched) {
    var kind = client.genericKubernetesResources(watched.resource().context());
    var scope =
        watched.namespace().isEmpty()
            ? kind.inAnyNamespace()
            : kind.inNamespace(watched.namespace());
    var chosen = watched.labels().isEmpty() ? scope : scope.withLabelSelector(watched.labels());
    var informer = chosen.withLimit(PAGE).runnableInformer(0);
    informer.itemStore(new ObjectStore(watched.keep(), watched.part()::of));
    // A watch is never given up: the list is taken again, however long that fails.
    informer.exceptionHandler((isStarted, cause) -> true);
    return informer;
  }

  /** The kinds that are watched now. */
  synchronized Set<Watched> watched() {
    return Set.copyOf(byWatched.keySet());
  }
}
