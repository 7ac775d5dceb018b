package caravan.restic.copier;

import caravan.restic.Id;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Which snapshots a repository has, by the snapshots they were first. */
final class Copies {
  private final Map<Id, List<StoredSnapshot>> byOriginal = new HashMap<>();

  Copies(List<StoredSnapshot> all) {
    for (var stored : all) {
      var original = stored.snapshot().original();
      if (original != null) {
        add(original, stored);
      }
      add(stored.id(), stored);
    }
  }

  private void add(Id original, StoredSnapshot stored) {
    byOriginal.computeIfAbsent(original, id -> new ArrayList<>()).add(stored);
  }

  /** The copy of a snapshot that differs in nothing but parent and original; null for none. */
  Id of(StoredSnapshot source) {
    var original = source.snapshot().original();
    var wanted = original == null ? source.id() : original;
    return byOriginal.getOrDefault(wanted, List.of()).stream()
        .filter(copy -> areAlike(source.snapshot(), copy.snapshot()))
        .map(StoredSnapshot::id)
        .findFirst()
        .orElse(null);
  }

  private static boolean areAlike(Snapshot a, Snapshot b) {
    return a.time().isSameInstant(b.time())
        && a.tree().equals(b.tree())
        && a.hostname().equals(b.hostname())
        && a.username().equals(b.username())
        && a.uid() == b.uid()
        && a.gid() == b.gid()
        && areEqualSets(a.paths(), b.paths())
        && areEqualSets(a.tags(), b.tags())
        && a.excludes().equals(b.excludes());
  }

  private static boolean areEqualSets(List<String> a, List<String> b) {
    return a.size() == b.size() && new HashSet<>(a).equals(new HashSet<>(b));
  }
}
