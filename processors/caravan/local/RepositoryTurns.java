package caravan.local;

import caravan.api.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose turn it is at each repository: the runs of one repository go one after the other. */
final class RepositoryTurns {
  private final Map<String, ObjectKey> holders = new HashMap<>();
  private final Map<String, Set<ObjectKey>> queues = new HashMap<>();

  /** Takes the turn, or queues for it; then it is the holder's who is in the way. */
  synchronized Optional<ObjectKey> take(String repository, ObjectKey key) {
    var holder = holders.get(repository);
    if (holder != null && !holder.equals(key)) {
      queues.computeIfAbsent(repository, _ -> new LinkedHashSet<>()).add(key);
      return Optional.of(holder);
    }
    holders.put(repository, key);
    return Optional.empty();
  }

  /** Gives back what the object holds; those who queued for it should try again, in this order. */
  synchronized List<ObjectKey> leave(ObjectKey key) {
    var next = new ArrayList<ObjectKey>();
    holders
        .entrySet()
        .removeIf(
            turn -> {
              boolean held = turn.getValue().equals(key);
              if (held && queues.containsKey(turn.getKey())) {
                next.addAll(queues.remove(turn.getKey()));
              }
              return held;
            });
    return next;
  }
}
