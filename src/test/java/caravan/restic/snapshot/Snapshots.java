package caravan.restic.snapshot;

import caravan.restic.Id;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Snapshots for tests. */
public final class Snapshots {
  private Snapshots() {}

  /** One of {@code host} with the id that hashing its time and host gives. */
  public static StoredSnapshot at(String time, String host, List<String> paths, String... tags) {
    var tree = Id.hash(new byte[] {1});
    var snapshot =
        new Snapshot(
            Timestamp.parse(time),
            null,
            tree,
            paths,
            host,
            "",
            0,
            0,
            List.of(),
            List.of(tags),
            null,
            "",
            null,
            "");
    return new StoredSnapshot(Id.hash((time + host).getBytes(StandardCharsets.UTF_8)), snapshot);
  }

  public static StoredSnapshot at(String time, String... tags) {
    return at(time, "host", List.of("/data"), tags);
  }

  public static Snapshot withTree(Snapshot snapshot, Id tree) {
    return new Snapshot(
        snapshot.time(),
        snapshot.parent(),
        tree,
        snapshot.paths(),
        snapshot.hostname(),
        snapshot.username(),
        snapshot.uid(),
        snapshot.gid(),
        snapshot.excludes(),
        snapshot.tags(),
        snapshot.original(),
        snapshot.programVersion(),
        snapshot.summary(),
        snapshot.unknown());
  }
}
