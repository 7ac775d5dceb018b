package caravan.restic.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import caravan.restic.pack.PackEntry;
import caravan.restic.pack.PackHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunePlannerTest {
  private static final int MIB = 1 << 20;
  private static final int LARGE = 8 * MIB;

  private final BlobIndex index = new BlobIndex();
  private final BlobSet used = new BlobSet(index);
  private final Map<Id, Long> sizes = new HashMap<>();

  @Test
  void keepsPacksThatAreAllUsed() {
    pack("p", data("a", LARGE));
    use("a");

    var plan = plan(PruneOptions.DEFAULT);

    assertThat(plan.isIdle()).isTrue();
    assertThat(plan.stats().packs()).isEqualTo(new PruneStats.Packs(1, 0, 0, 0, 1, 0, 0));
  }

  @Test
  void removesPacksWithoutAUsedBlobAndThoseInNoIndex() {
    pack("kept", data("a", LARGE));
    pack("unused", data("b", 1000), data("c", 500));
    sizes.put(id("stranger"), 77L);
    use("a");

    var plan = plan(PruneOptions.DEFAULT);

    assertThat(plan.packs().remove()).containsExactly(id("unused"));
    assertThat(plan.packs().unreferenced()).containsExactly(id("stranger"));
    assertThat(plan.packs().repack()).isEmpty();
    assertThat(plan.stats().blobs()).isEqualTo(new PruneStats.Blobs(1, 0, 2, 2, 0, 0));
    assertThat(plan.stats().bytes().removeTotal()).isEqualTo(1000 + 500 + 77);
    assertThat(plan.stats().bytes().remaining()).isEqualTo(LARGE);
  }

  @Test
  void toleratesUnusedDataUpToTheLimitAndRepacksTheWorstPackFirst() {
    pack("bad", data("a", LARGE), data("x", 4 * MIB));
    pack("good", data("b", LARGE), data("y", MIB / 2));
    use("a", "b");

    assertThat(plan(PruneOptions.DEFAULT).packs().repack()).containsExactly(id("bad"));
    assertThat(plan(PruneOptions.DEFAULT.withMaxUnused("0")).packs().repack()).hasSize(2);
    assertThat(plan(PruneOptions.DEFAULT.withMaxUnused("unlimited")).isIdle()).isTrue();
  }

  @Test
  void copiesOnlyWhatIsInNoPackThatStays() {
    pack("stays", data("a", LARGE), data("b", 100));
    pack("leaves", data("b", 100), data("c", LARGE), data("x", LARGE));
    use("a", "b", "c");

    var plan = plan(PruneOptions.DEFAULT);

    assertThat(plan.packs().repack()).containsExactly(id("leaves"));
    assertThat(plan.keep().contains(BlobType.DATA, id("c"))).isTrue();
    assertThat(plan.keep().size()).isEqualTo(1);
  }

  @Test
  void countsOneCopyOfADuplicateAsUsed() {
    pack("one", data("a", LARGE), data("b", 100));
    pack("two", data("a", LARGE));
    pack("three", data("a", LARGE), data("x", LARGE));
    use("a", "b");

    var plan = plan(PruneOptions.DEFAULT);

    assertThat(plan.stats().blobs()).isEqualTo(new PruneStats.Blobs(2, 2, 1, 3, 0, 0));
    assertThat(plan.packs().remove()).containsExactlyInAnyOrder(id("two"), id("three"));
  }

  @Test
  void keepsTheLastCopyWhereverItLies() {
    pack("one", data("a", LARGE), data("x", LARGE));
    pack("two", data("a", LARGE), data("y", LARGE));
    use("a");

    var plan = plan(PruneOptions.DEFAULT);

    assertThat(plan.packs().remove()).containsExactly(id("one"));
    assertThat(plan.packs().repack()).containsExactly(id("two"));
    assertThat(plan.keep().size()).isEqualTo(1);
  }

  @Test
  void repacksMixedPacksAlways() {
    pack("mixed", data("a", LARGE), tree("t", LARGE));
    use("a");
    useTree("t");

    assertThat(plan(PruneOptions.DEFAULT).packs().repack()).containsExactly(id("mixed"));
  }

  @Test
  void repacksSmallPacksOnceThereAreTen() {
    for (int i = 0; i < 9; i++) {
      pack("small" + i, data("a" + i, 1000));
      use("a" + i);
    }
    pack("large", data("b", LARGE));
    use("b");
    assertThat(plan(PruneOptions.DEFAULT).isIdle()).isTrue();

    pack("small9", data("a9", 1000));
    use("a9");

    assertThat(plan(PruneOptions.DEFAULT).packs().repack()).hasSize(10).doesNotContain(id("large"));
  }

  @Test
  void stopsAtTheAmountThatMayBeRepacked() {
    pack("one", data("a", LARGE), data("x", LARGE));
    pack("two", data("b", LARGE), data("y", LARGE));
    use("a", "b");

    var plan = plan(new PruneOptions("0", 20 * MIB, false, false, 0, java.util.Set.of(), false));

    assertThat(plan.packs().repack()).hasSize(1);
    assertThat(plan.stats().packs().keep()).isEqualTo(1);
  }

  @Test
  void leavesDataPacksAloneWhenOnlyCacheableOnesMayBeRepacked() {
    pack("data", data("a", LARGE), data("x", LARGE));
    pack("tree", tree("t", LARGE), tree("y", LARGE));
    use("a");
    useTree("t");

    var plan =
        plan(new PruneOptions("0", Long.MAX_VALUE, true, false, 0, java.util.Set.of(), false));

    assertThat(plan.packs().repack()).containsExactly(id("tree"));
  }

  @Test
  void compressesPlainTreesAlwaysAndPlainDataOnDemand() {
    pack("tree", new PackEntry(BlobType.TREE, id("t"), 0, LARGE, 0));
    pack("data", new PackEntry(BlobType.DATA, id("a"), 0, LARGE, 0));
    use("a");
    useTree("t");
    var all = new PruneOptions("5%", Long.MAX_VALUE, false, true, 0, java.util.Set.of(), false);

    assertThat(plan(PruneOptions.DEFAULT).packs().repack()).containsExactly(id("tree"));
    assertThat(plan(all).packs().repack()).containsExactlyInAnyOrder(id("tree"), id("data"));
    assertThat(new PrunePlanner(index, used, all, 1).plan(sizes).isIdle()).isTrue();
  }

  @Test
  void dropsMissingPacksThatNobodyNeedsFromTheIndex() {
    pack("kept", data("a", LARGE));
    pack("lost", data("x", 100));
    use("a");
    sizes.remove(id("lost"));

    var plan = plan(PruneOptions.DEFAULT);

    assertThat(plan.packs().missing()).containsExactly(id("lost"));
    assertThat(plan.packs().excluded()).containsExactly(id("lost"));
    assertThat(plan.packs().obsolete()).isEmpty();
  }

  @Test
  void refusesWhenANeededPackIsMissing() {
    pack("lost", data("a", 100));
    use("a");
    sizes.remove(id("lost"));

    assertThatThrownBy(() -> plan(PruneOptions.DEFAULT))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("packs from index missing in repo")
        .hasMessageContaining("nothing was changed");
  }

  @Test
  void refusesWhenANeededPackHasAnotherSize() {
    pack("cut", data("a", 100));
    use("a");
    sizes.merge(id("cut"), -1L, Long::sum);

    assertThatThrownBy(() -> plan(PruneOptions.DEFAULT))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("repair index");
  }

  private PrunePlan plan(PruneOptions options) {
    return new PrunePlanner(index, used, options, 2).plan(sizes);
  }

  private void use(String... blobs) {
    for (var blob : blobs) {
      used.add(index.ordinal(BlobType.DATA, id(blob)));
    }
  }

  private void useTree(String blob) {
    used.add(index.ordinal(BlobType.TREE, id(blob)));
  }

  private void pack(String name, PackEntry... entries) {
    var placed = new ArrayList<PackEntry>();
    int offset = 0;
    for (var entry : entries) {
      var here =
          new PackEntry(
              entry.type(), entry.id(), offset, entry.lengthBytes(), entry.uncompressedBytes());
      index.add(id(name), here);
      placed.add(here);
      offset += entry.lengthBytes();
    }
    sizes.put(id(name), PackHeader.packBytes(List.copyOf(placed)));
  }

  private static PackEntry data(String name, int length) {
    return new PackEntry(BlobType.DATA, id(name), 0, length, 2 * length);
  }

  private static PackEntry tree(String name, int length) {
    return new PackEntry(BlobType.TREE, id(name), 0, length, 2 * length);
  }

  private static Id id(String name) {
    return Id.hash(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
