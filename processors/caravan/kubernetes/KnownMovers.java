package caravan.kubernetes;

import caravan.api.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose the pods of movers were: of the objects there are, and of those that are gone, as far as
 * this process has seen them. A lock can be told to be dead only when its owner's pod is known.
 */
final class KnownMovers {
  private static final int FORMER = 2_000;

  private final Map<ObjectKey, List<String>> pods = new HashMap<>();

  /** Namespaces by pods of which no object tells any more, the oldest first. */
  private final Map<String, String> former = new LinkedHashMap<>();

  /** What an object remembers. One of the same name may have taken the place of another. */
  synchronized void remember(ObjectKey key, List<String> now) {
    retire(key, pods.put(key, now), now);
  }

  /** The object is gone; its movers may have left a lock all the same. */
  synchronized void forget(ObjectKey key) {
    retire(key, pods.remove(key), List.of());
  }

  private void retire(ObjectKey key, List<String> before, List<String> now) {
    if (before == null) {
      return;
    }
    before.stream()
        .filter(pod -> !now.contains(pod))
        .forEach(pod -> former.put(pod, key.namespace()));
    var oldest = former.keySet().iterator();
    while (former.size() > FORMER) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The namespaces in which a pod of this name was a mover; names are not unique among them. */
  synchronized Set<String> namespacesOf(String pod) {
    var namespaces = new HashSet<String>();
    pods.forEach(
        (key, names) -> {
          if (names.contains(pod)) {
            namespaces.add(key.namespace());
          }
        });
    if (former.containsKey(pod)) {
      namespaces.add(former.get(pod));
    }
    return namespaces;
  }
}
