package caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderFilterTest {
  @Test
  void withoutFoldersEverythingIsListed() {
    var filter = FolderFilter.of(List.of(), false);

    assertThat(filter.lists(path("/a/b"))).isTrue();
    assertThat(filter.enters(path("/a"))).isTrue();
  }

  @Test
  void listsAFolderAndItsEntriesButNothingBelowThem() {
    var filter = FolderFilter.of(List.of("/a/b/"), false);

    assertThat(filter.lists(path("/a"))).isFalse();
    assertThat(filter.enters(path("/a"))).isTrue();
    assertThat(filter.lists(path("/a/b"))).isTrue();
    assertThat(filter.lists(path("/a/b/c"))).isTrue();
    assertThat(filter.enters(path("/a/b/c"))).isFalse();
    assertThat(filter.lists(path("/a/bc"))).isFalse();
  }

  @Test
  void listsAllBelowWhenRecursive() {
    var filter = FolderFilter.of(List.of("/a"), true);

    assertThat(filter.enters(path("/a/b"))).isTrue();
    assertThat(filter.lists(path("/a/b/c"))).isTrue();
  }

  @Test
  void theRootHasOnlyItsOwnEntries() {
    var filter = FolderFilter.of(List.of("/"), false);

    assertThat(filter.lists(path("/a"))).isTrue();
    assertThat(filter.lists(path("/a/b"))).isFalse();
  }

  @Test
  void foldersAreNamedFromTheRoot() {
    assertThatThrownBy(() -> FolderFilter.of(List.of("a"), false))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("absolute", ": a");
  }

  private static byte[] path(String text) {
    return text.getBytes(UTF_8);
  }
}
