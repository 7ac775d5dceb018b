package caravan.restic.snapshot;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the snapshots a user names among all there are. */
public final class SnapshotFinder {
  private static final Comparator<StoredSnapshot> BY_TIME =
      Comparator.comparing(stored -> stored.snapshot().time().toInstant());

  private SnapshotFinder() {}

  /**
   * The one snapshot named; the filter narrows {@code latest} only.
   *
   * @throws InvalidInput when there is none, or the beginning of an id fits several
   */
  public static StoredSnapshot find(
      List<StoredSnapshot> snapshots, SnapshotReference reference, SnapshotFilter filter) {
    try {
      return reference.isLatest() ? latest(snapshots, filter) : byPrefix(snapshots, reference.id());
    } catch (InvalidInput e) {
      throw new InvalidInput("failed to find snapshot: " + e.getMessage(), e);
    }
  }

  /**
   * The newest snapshot that the filter accepts.
   *
   * @throws InvalidInput when it accepts none
   */
  public static StoredSnapshot latest(List<StoredSnapshot> snapshots, SnapshotFilter filter) {
    return newest(snapshots, filter)
        .orElseThrow(() -> new InvalidInput("snapshot " + filter + ": no snapshot found"));
  }

  /**
   * The snapshots named, each once; without names all that the filter accepts. A name that fits
   * nothing is told to {@code ignored} and passed over.
   */
  public static List<StoredSnapshot> findAll(
      List<StoredSnapshot> snapshots,
      List<String> names,
      SnapshotFilter filter,
      Consumer<String> ignored) {
    if (names.isEmpty()) {
      return snapshots.stream().filter(stored -> filter.accepts(stored.snapshot())).toList();
    }
    var found = new LinkedHashSet<StoredSnapshot>();
    boolean isFilterUsed = false;
    for (var name : names) {
      isFilterUsed |= name.equals(SnapshotReference.LATEST);
      try {
        found.add(findWhole(snapshots, name, filter));
      } catch (InvalidInput e) {
        ignored.accept("Ignoring \"%s\": %s".formatted(name, e.getMessage()));
      }
    }
    if (!isFilterUsed && !filter.isEmpty()) {
      ignored.accept("Ignoring \"filters\": explicit snapshot ids are given");
    }
    return new ArrayList<>(found);
  }

  /**
   * The only id that begins with the hex digits given.
   *
   * @throws InvalidInput when there is none, or several
   */
  public static Id uniqueId(Collection<Id> ids, String prefix) {
    Id found = null;
    for (var id : ids) {
      if (id.toString().startsWith(prefix)) {
        if (found != null && !found.equals(id)) {
          throw new InvalidInput("multiple IDs with prefix \"" + prefix + "\" found");
        }
        found = id;
      }
    }
    if (found == null) {
      throw new InvalidInput("no matching ID found for prefix \"" + prefix + "\"");
    }
    return found;
  }

  private static StoredSnapshot findWhole(
      List<StoredSnapshot> snapshots, String name, SnapshotFilter filter) {
    if (name.indexOf(':') >= 0) {
      throw new InvalidInput("<snapshot>:<subfolder> syntax not allowed");
    }
    if (!name.equals(SnapshotReference.LATEST)) {
      return byPrefix(snapshots, name);
    }
    return newest(snapshots, filter)
        .orElseThrow(() -> new InvalidInput("no snapshot matched given " + filter));
  }

  private static Optional<StoredSnapshot> newest(
      List<StoredSnapshot> snapshots, SnapshotFilter filter) {
    return snapshots.stream().filter(stored -> filter.accepts(stored.snapshot())).max(BY_TIME);
  }

  private static StoredSnapshot byPrefix(List<StoredSnapshot> snapshots, String prefix) {
    var id = uniqueId(snapshots.stream().map(StoredSnapshot::id).toList(), prefix);
    return snapshots.stream().filter(stored -> stored.id().equals(id)).findFirst().orElseThrow();
  }
}
