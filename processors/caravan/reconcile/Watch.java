package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/** One endpoint's share in a watch. */
record Watch(
    SharedInformers informers,
    Watched watched,
    ResourceEventHandler<GenericKubernetesResource> handler,
    SharedIndexInformer<GenericKubernetesResource> informer)
    implements AutoCloseable {

  static Watch start(
      SharedInformers informers,
      Watched watched,
      ResourceEventHandler<GenericKubernetesResource> handler) {
    return new Watch(informers, watched, handler, informers.join(watched, handler));
  }

  boolean hasSynced() {
    return informer.hasSynced();
  }

  boolean isWatching() {
    return informer.isWatching();
  }

  /** Null when there is none. */
  GenericKubernetesResource get(ObjectName name) {
    var key =
        name.namespace().isEmpty()
            ? name.name()
            : Cache.namespaceKeyFunc(name.namespace(), name.name());
    return informer.getStore().getByKey(key);
  }

  @Override
  public void close() {
    informers.leave(watched, handler);
  }
}
