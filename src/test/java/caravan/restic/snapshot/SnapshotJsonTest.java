package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotJsonTest {
  private static final String TREE = "\"tree\":\"" + "a1".repeat(32) + "\"";
  private static final String TIME = "\"time\":\"2024-01-02T03:04:05.5+02:00\"";

  @Test
  void writesMembersInResticsOrderAndLeavesOutWhatIsEmpty() {
    assertThat(text(SnapshotJson.encode(snapshot("{" + TREE + "," + TIME + "}"))))
        .isEqualTo("{" + TIME + "," + TREE + ",\"paths\":[]}");
  }

  @Test
  void readsMembersInAnyOrderAndCase() {
    var snapshot =
        snapshot(
            "{\"Hostname\":\"h\",\"PATHS\":[\"/a\"],\"tags\":null,\"uid\":4294967295,"
                + TREE.toUpperCase().replace("TREE", "Tree")
                + ","
                + TIME
                + ",\"parent\":null}");

    assertThat(snapshot.hostname()).isEqualTo("h");
    assertThat(snapshot.paths()).containsExactly("/a");
    assertThat(snapshot.tags()).isEmpty();
    assertThat(snapshot.uid()).isEqualTo(-1);
    assertThat(snapshot.parent()).isNull();
    assertThat(snapshot.tree().toString()).isEqualTo("a1".repeat(32));
  }

  @Test
  void keepsMembersItDoesNotKnow() {
    var json =
        "{"
            + TIME
            + ","
            + TREE
            + ",\"paths\":[\"/a\"],\"label\":\"x\\u003c\",\"Delete\":{\"a\":[1.5,null]}}";

    assertThat(text(SnapshotJson.encode(snapshot(json)))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":[}}",
        "{\"x\":01}",
        "{\"x\":,}",
        "{\"x\":nul}",
        "{\"x\":\"\\z\"}",
        "{\"uid\":-1}",
        "{\"uid\":1e3}",
        "{\"uid\":4294967296}",
        "{\"parent\":\"\"}",
        "{\"tree\":\"\"}",
        "{\"time\":\"2024-01-02T03:04Z\"}",
        "{}}"
      })
  void refusesWhatResticRefuses(String part) {
    var json = "{" + TIME + "," + TREE + "," + part.substring(1);

    assertThatThrownBy(() -> snapshot(json)).isInstanceOf(DamagedRepository.class);
  }

  @Test
  void refusesASnapshotWithoutTimeOrTree() {
    assertThatThrownBy(() -> snapshot("{" + TIME + "}")).isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> snapshot("{" + TREE + "}")).isInstanceOf(DamagedRepository.class);
  }

  @Test
  void refusesToWriteWhatWouldNotReadBack() {
    var good = Snapshots.at("2024-01-02T03:04:05Z", "h", List.of("/a")).snapshot();
    var withoutTree =
        new Snapshot(
            good.time(),
            null,
            null,
            good.paths(),
            "",
            "",
            0,
            0,
            List.of(),
            List.of(),
            null,
            "",
            null,
            "");

    assertThatThrownBy(() -> SnapshotJson.encode(withoutTree)).isInstanceOf(RuntimeException.class);
  }

  private static Snapshot snapshot(String json) {
    return SnapshotJson.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
