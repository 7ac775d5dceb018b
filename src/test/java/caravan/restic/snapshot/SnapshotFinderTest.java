package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotFinderTest {
  private final StoredSnapshot old = Snapshots.at("2024-01-01T00:00:00Z", "a", List.of("/x"), "t");
  private final StoredSnapshot middle = Snapshots.at("2024-01-02T00:00:00Z", "b", List.of("/x"));
  // Later than `middle` by its clock, earlier as an instant.
  private final StoredSnapshot east =
      Snapshots.at("2024-01-02T03:00:00+09:00", "a", List.of("/y", "/x"), "t", "u");
  private final List<StoredSnapshot> all = List.of(old, east, middle);

  @Test
  void latestIsTheNewestInstant() {
    assertThat(SnapshotFinder.latest(all, SnapshotFilter.ALL)).isEqualTo(middle);
    assertThat(SnapshotFinder.latest(all, filter("a", List.of(), List.of()))).isEqualTo(east);
  }

  @Test
  void latestWithoutAnySaysWhatWasLookedFor() {
    var filter = filter("nope", List.of(List.of("a"), List.of("b", "c")), List.of("/q"));

    assertThatThrownBy(() -> SnapshotFinder.find(all, SnapshotReference.parse("latest"), filter))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "failed to find snapshot: snapshot filter (Paths:[/q] Tags:[[a] [b, c]] Hosts:[nope]):"
                + " no snapshot found");
  }

  @Test
  void findsByTheBeginningOfAnIdWhateverTheFilter() {
    var prefix = middle.id().toShortString();

    var found =
        SnapshotFinder.find(
            all, SnapshotReference.parse(prefix), filter("a", List.of(), List.of()));

    assertThat(found).isEqualTo(middle);
  }

  @Test
  void refusesABeginningThatFitsSeveralOrNone() {
    assertThatThrownBy(
            () -> SnapshotFinder.find(all, new SnapshotReference("", ""), SnapshotFilter.ALL))
        .hasMessage("failed to find snapshot: multiple IDs with prefix \"\" found");
    assertThatThrownBy(
            () -> SnapshotFinder.find(all, new SnapshotReference("zz", ""), SnapshotFilter.ALL))
        .hasMessage("failed to find snapshot: no matching ID found for prefix \"zz\"");
  }

  @Test
  void findsEachNamedOnceAndTellsWhatItPassesOver() {
    var ignored = new ArrayList<String>();
    var names = List.of(old.id().toString(), "latest", "zz", "latest", "latest:sub");

    var found = SnapshotFinder.findAll(all, names, SnapshotFilter.ALL, ignored::add);

    assertThat(found).containsExactly(old, middle);
    assertThat(ignored)
        .containsExactly(
            "Ignoring \"zz\": no matching ID found for prefix \"zz\"",
            "Ignoring \"latest:sub\": <snapshot>:<subfolder> syntax not allowed");
  }

  @Test
  void withoutNamesTheFilterDecides() {
    var filter =
        new SnapshotFilter(List.of(), List.of(List.of("t", "u"), List.of("")), List.of("/x"));

    assertThat(SnapshotFinder.findAll(all, List.of(), filter, text -> {}))
        .containsExactly(east, middle);
  }

  @Test
  void saysThatAFilterBesideIdsIsNotUsed() {
    var ignored = new ArrayList<String>();

    SnapshotFinder.findAll(
        all, List.of(old.id().toString()), filter("b", List.of(), List.of()), ignored::add);

    assertThat(ignored).containsExactly("Ignoring \"filters\": explicit snapshot ids are given");
  }

  @Test
  void splitsTheSubfolderAtTheFirstColon() {
    assertThat(SnapshotReference.parse("latest:/a:b"))
        .isEqualTo(new SnapshotReference("latest", "/a:b"));
    assertThat(SnapshotReference.parse("ab12")).isEqualTo(new SnapshotReference("ab12", ""));
  }

  @Test
  void splitsTagsAtCommasAndTrimsThem() {
    assertThat(SnapshotFilter.parseTags(" b , a")).containsExactly("b", "a");
    assertThat(SnapshotFilter.parseTags("")).containsExactly("");
    assertThat(SnapshotFilter.parseTags("a,")).containsExactly("a", "");
  }

  private static SnapshotFilter filter(String host, List<List<String>> tags, List<String> paths) {
    return new SnapshotFilter(List.of(host), tags, paths);
  }
}
