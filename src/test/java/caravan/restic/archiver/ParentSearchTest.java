package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.Id;
import caravan.restic.snapshot.Snapshot;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.restic.snapshot.Timestamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentSearchTest {
  private static final Timestamp NOW = Timestamp.parse("2026-11-24T12:00:00Z");

  @Test
  void theNewestOfTheSameHostAndPathsIsTaken() {
    var old = snapshot("2026-11-22T12:00:00Z", "app", "/data");
    var newest = snapshot("2026-11-23T12:00:00Z", "app", "/data");
    var otherHost = snapshot("2026-11-24T11:00:00Z", "db", "/data");
    var otherPath = snapshot("2026-11-24T11:00:00Z", "app", "/config");

    assertThat(newest(List.of(old, newest, otherHost, otherPath), "/data")).isEqualTo(newest);
  }

  @Test
  void offsetsDoNotCount() {
    var earlier = snapshot("2026-11-23T13:00:00+02:00", "app", "/data");
    var later = snapshot("2026-11-23T12:00:00Z", "app", "/data");

    assertThat(newest(List.of(later, earlier), "/data")).isEqualTo(later);
  }

  @Test
  void oneOfTheFutureIsNoParent() {
    var future = snapshot("2026-11-24T12:00:01Z", "app", "/data");
    var now = snapshot("2026-11-24T12:00:00Z", "app", "/data");

    assertThat(newest(List.of(future), "/data")).isNull();
    assertThat(newest(List.of(future, now), "/data")).isEqualTo(now);
  }

  @Test
  void aParentMayHaveMorePaths() {
    var both = snapshot("2026-11-23T12:00:00Z", "app", "/data", "/config");

    assertThat(newest(List.of(both), "/config")).isEqualTo(both);
    assertThat(newest(List.of(both), "/config", "/more")).isNull();
  }

  private static StoredSnapshot newest(List<StoredSnapshot> snapshots, String... paths) {
    return ParentSearch.newest(snapshots, "app", List.of(paths), NOW);
  }

  private static StoredSnapshot snapshot(String time, String host, String... paths) {
    var id = Id.hash((time + host).getBytes());
    return new StoredSnapshot(
        id,
        new Snapshot(
            Timestamp.parse(time),
            null,
            id,
            List.of(paths),
            host,
            "",
            0,
            0,
            List.of(),
            List.of(),
            null,
            "",
            null,
            ""));
  }
}
