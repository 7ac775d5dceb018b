package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotGroupTest {
  private final StoredSnapshot first =
      Snapshots.at("2024-01-01T00:00:00Z", "h1", List.of("/b", "/a"), "x y", "b", "a");
  private final StoredSnapshot second =
      Snapshots.at("2024-01-02T00:00:00Z", "h1", List.of("/a", "/b"));
  private final StoredSnapshot third =
      Snapshots.at("2024-01-03T00:00:00Z", "h0", List.of("/a"), "a", "b", "x y");
  private final List<StoredSnapshot> all = List.of(first, second, third);

  @Test
  void theOrderOfPathsAndTagsMakesNoDifference() {
    var groups = SnapshotGroup.of(all, GroupBy.HOST_AND_PATHS);

    assertThat(groups).hasSize(2);
    assertThat(groups.getFirst().snapshots()).containsExactly(third);
    assertThat(groups.getLast().snapshots()).containsExactly(first, second);
    assertThat(groups.getLast().key()).hasToString("host h1, path [/a /b]");
  }

  @Test
  void groupsByTagsAlone() {
    var groups = SnapshotGroup.of(all, GroupBy.parse("tags"));

    assertThat(groups)
        .extracting(group -> group.key().toString())
        .containsExactly("", "tags [a b x y]");
    assertThat(groups.getLast().snapshots()).containsExactly(first, third);
  }

  @Test
  void groupedByNothingAllAreOneGroup() {
    assertThat(SnapshotGroup.of(all, GroupBy.parse(""))).hasSize(1);
    assertThat(SnapshotGroup.of(List.of(), GroupBy.NOTHING)).isEmpty();
  }

  @Test
  void readsGroupingOptionsAsResticDoes() {
    assertThat(GroupBy.parse("hosts,,path,tag")).isEqualTo(new GroupBy(true, true, true));
    assertThatThrownBy(() -> GroupBy.parse("host,foo"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("unknown grouping option: \"foo\"");
  }
}
