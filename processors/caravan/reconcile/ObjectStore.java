package caravan.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An informer's cache that keeps only the objects, and of each only the part, that is of use. */
final class ObjectStore implements ItemStore<GenericKubernetesResource> {
  private final Map<String, GenericKubernetesResource> objects = new ConcurrentHashMap<>();
  private final Predicate<GenericKubernetesResource> keep;
  private final UnaryOperator<GenericKubernetesResource> trim;

  ObjectStore(
      Predicate<GenericKubernetesResource> keep, UnaryOperator<GenericKubernetesResource> trim) {
    this.keep = keep;
    this.trim = trim;
  }

  @Override
  public String getKey(GenericKubernetesResource object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public GenericKubernetesResource put(String key, GenericKubernetesResource object) {
    return keep.test(object) ? objects.put(key, trim.apply(object)) : objects.remove(key);
  }

  @Override
  public GenericKubernetesResource remove(String key) {
    return objects.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return objects.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return objects.values().stream();
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public GenericKubernetesResource get(String key) {
    return objects.get(key);
  }
}
