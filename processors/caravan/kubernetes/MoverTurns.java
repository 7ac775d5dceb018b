package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may run a mover: one for each repository, and no more backups at once than allowed. A restore
 * is never counted among them, and goes before the backups that wait for its repository.
 */
public final class MoverTurns {
  private final int mostBackups;
  private final Map<ObjectKey, String> holders = new HashMap<>();
  private final Map<ObjectKey, String> waiting = new HashMap<>();
  private final Set<ObjectKey> order = new LinkedHashSet<>();
  private final Set<ObjectKey> stuck = new HashSet<>();

  /**
   * @param mostBackups backups at once, at least 1
   */
  public MoverTurns(int mostBackups) {
    this.mostBackups = mostBackups;
  }

  /** Takes the turn, or queues for it and says who or what is in the way. */
  synchronized Optional<String> take(ObjectKey key, String repository) {
    if (repository.equals(holders.get(key))) {
      return Optional.empty();
    }
    var obstacle = obstacle(key, repository);
    if (obstacle.isEmpty()) {
      resume(key, repository);
    } else {
      waiting.put(key, repository);
      order.add(key);
    }
    return obstacle;
  }

  /** A mover that runs already has its turn. */
  public synchronized void resume(ObjectKey key, String repository) {
    waiting.remove(key);
    order.remove(key);
    holders.put(key, repository);
  }

  /**
   * A mover whose pod does not start keeps its repository, but not the place of another; those who
   * could go on because of it.
   */
  synchronized List<ObjectKey> stuck(ObjectKey key) {
    return holders.containsKey(key) && stuck.add(key) ? next() : List.of();
  }

  /** It has started after all. */
  synchronized void unstuck(ObjectKey key) {
    stuck.remove(key);
  }

  private Optional<String> obstacle(ObjectKey key, String repository) {
    var holder = first(holders, repository, key);
    if (holder.isPresent()) {
      return holder.map(it -> it + " is using the repository");
    }
    if (isRestore(key)) {
      return Optional.empty();
    }
    var restore = first(waiting, repository, key).filter(MoverTurns::isRestore);
    if (restore.isPresent()) {
      return restore.map(it -> it + " is to use the repository first");
    }
    long backups =
        holders.keySet().stream().filter(it -> !isRestore(it) && !stuck.contains(it)).count();
    return backups < mostBackups
        ? Optional.empty()
        : Optional.of("as many backups are running as may run at once, " + mostBackups);
  }

  private static Optional<ObjectKey> first(
      Map<ObjectKey, String> map, String repository, ObjectKey but) {
    return map.entrySet().stream()
        .filter(entry -> entry.getValue().equals(repository) && !entry.getKey().equals(but))
        .map(Map.Entry::getKey)
        .min((a, b) -> Boolean.compare(isRestore(b), isRestore(a)));
  }

  /**
   * Gives the turn back; those who could go on because of it, restores first, then by their wait.
   */
  synchronized List<ObjectKey> leave(ObjectKey key) {
    waiting.remove(key);
    order.remove(key);
    stuck.remove(key);
    return holders.remove(key) == null ? List.of() : next();
  }

  private List<ObjectKey> next() {
    var next = new ArrayList<ObjectKey>();
    for (var candidate : order) {
      if (obstacle(candidate, waiting.get(candidate)).isEmpty()) {
        next.add(candidate);
      }
      if (next.size() == mostBackups) {
        break;
      }
    }
    next.sort((a, b) -> Boolean.compare(isRestore(b), isRestore(a)));
    return next;
  }

  /** The repository of an object that has its turn. */
  synchronized String repository(ObjectKey key) {
    return holders.getOrDefault(key, "");
  }

  public synchronized int waitingCount() {
    return waiting.size();
  }

  public synchronized int runningCount() {
    return holders.size();
  }

  private static boolean isRestore(ObjectKey key) {
    return key.kind().equals(ApiGroup.REPLICATION_DESTINATION);
  }
}
