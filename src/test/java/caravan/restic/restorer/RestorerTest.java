package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.OddTree;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.restorer.NodeFilter.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestorerTest extends RestoreFixture {
  @Test
  void aBlobIsWrittenWhereverItIsNeeded() throws IOException {
    var a = OddTree.random(1, 700_000);
    var b = OddTree.random(2, 300_001);
    var ids = MadeUpTree.save(repository, BlobType.DATA, a, b);
    var inside = tree().file("file", ids.get(1)).save();
    var tree =
        tree()
            .directory("dir", inside)
            .file("x", ids.get(0), ids.get(1), ids.get(0))
            .file("y", ids.get(1), ids.get(1));

    var result = run(tree);

    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("dir/file")).hasBinaryContent(b);
    assertThat(target.resolve("x")).hasBinaryContent(joined(a, b, a));
    assertThat(target.resolve("y")).hasBinaryContent(joined(b, b));
    assertThat(result.bytesRestored()).isEqualTo(result.totalBytes());
  }

  @Test
  void moreFilesThanMayBeOpenAtOnceGrowTogether() throws IOException {
    int files = 300;
    var heads = new byte[files][];
    var tails = new byte[files][];
    Arrays.setAll(heads, i -> OddTree.random(i, 1000 + i));
    Arrays.setAll(tails, i -> OddTree.random(-1 - i, 2000 + i));
    var headIds = MadeUpTree.save(repository, BlobType.DATA, heads);
    var tailIds = MadeUpTree.save(repository, BlobType.DATA, tails);
    var tree = tree();
    for (int i = 0; i < files; i++) {
      tree.file("file%03d".formatted(i), headIds.get(i), tailIds.get(i));
    }
    restore.verify = true;

    var result = run(tree);

    assertThat(result.failures()).isEmpty();
    assertThat(result.filesVerified()).isEqualTo(files);
    for (int i = 0; i < files; i++) {
      assertThat(target.resolve("file%03d".formatted(i)))
          .hasBinaryContent(joined(heads[i], tails[i]));
    }
  }

  @Test
  void onlyPiecesThatDifferAreFetched() throws IOException {
    var pieces = new ArrayList<Id>();
    var contents = new byte[5][];
    for (int i = 0; i < 5; i++) {
      contents[i] = OddTree.random(i, 100_000);
      pieces.add(data(contents[i]));
    }
    var tree = tree().file("file", pieces.toArray(Id[]::new));
    Files.write(
        target.resolve("file"),
        joined(contents[0], OddTree.random(9, 100_000), contents[2], contents[3]));
    for (int kept : List.of(0, 2, 3)) {
      store.delete(pack(pieces.get(kept)));
    }
    var inode = Files.getAttribute(target.resolve("file"), "unix:ino");

    var result = run(tree);

    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("file")).hasBinaryContent(joined(contents));
    assertThat(Files.getAttribute(target.resolve("file"), "unix:ino")).isEqualTo(inode);
    assertThat(restore.finished()).containsExactly("UPDATED /file");
  }

  @Test
  void aLongerFileIsCut() throws IOException {
    Files.writeString(target.resolve("a"), "content and more");
    Files.writeString(target.resolve("b"), "not empty");
    var tree = tree().file("a", data("content")).file("b");

    run(tree);

    assertThat(target.resolve("a")).hasContent("content");
    assertThat(target.resolve("b")).isEmptyFile();
  }

  @Test
  void sparseFilesHaveHolesWhereNewFilesHaveZeros() throws IOException {
    var zeros = new byte[512 << 10];
    var some = OddTree.random(1, 100_000);
    var zeroChunk = data(zeros);
    var half = Arrays.copyOf(new byte[300_000], 300_001);
    half[300_000] = 1;
    var tree =
        tree()
            .file("holes", zeroChunk, data(some), zeroChunk, zeroChunk)
            .file("single", data(half));
    restore.sparse = true;

    run(tree);

    assertThat(target.resolve("holes")).hasBinaryContent(joined(zeros, some, zeros, zeros));
    assertThat(target.resolve("single")).hasBinaryContent(half);
    try (var directory = Directory.open(BytePath.of(target.toString()));
        var holes = directory.openForReading(BytePath.of("holes"));
        var single = directory.openForReading(BytePath.of("single"))) {
      assertThat(holes.nextData(0)).isPositive();
      assertThat(holes.nextData((512 << 10) + 200_000)).isEqualTo(-1);
      assertThat(single.nextData(0)).isPositive();
    }
  }

  @Test
  void zerosOverwriteWhatIsThereAlsoInSparseMode() throws IOException {
    var zeros = new byte[512 << 10];
    var some = OddTree.random(1, 1000);
    Files.write(target.resolve("file"), joined(OddTree.random(2, 512 << 10), some));
    restore.sparse = true;

    run(tree().file("file", data(zeros), data(some)));

    assertThat(target.resolve("file")).hasBinaryContent(joined(zeros, some));
  }

  @Test
  void anEmptySnapshotDeletesNothing() throws IOException {
    Files.writeString(target.resolve("foreign"), "stays");
    restore.delete = true;

    var result = run(tree());

    assertThat(result.filesDeleted()).isZero();
    assertThat(target.resolve("foreign")).exists();
  }

  @Test
  void hardLinksAreOneFileAgainAndStayOne() throws IOException {
    var blob = data("linked");
    var inside = tree().linkedFile("b", 5, blob).save();
    var tree = tree().linkedFile("a", 5, blob).directory("dir", inside).linkedFile("z", 6, blob);
    run(tree);
    var inode = Files.getAttribute(target.resolve("a"), "unix:ino");

    run(tree);

    assertThat(Files.getAttribute(target.resolve("a"), "unix:ino")).isEqualTo(inode);
    assertThat(Files.getAttribute(target.resolve("dir/b"), "unix:ino")).isEqualTo(inode);
    assertThat(Files.getAttribute(target.resolve("z"), "unix:ino")).isNotEqualTo(inode);
    assertThat(restore.finished()).contains("UNCHANGED /a", "RESTORED /dir/b");
  }

  @Test
  void directoriesOfFilesThatAreLeftOutAreNotMade() {
    var deep = tree().file("file", data("x")).save();
    var tree = tree().directory("a", deep).directory("b", deep);
    restore.filter =
        (path, isDirectory) ->
            BytePath.display(path).equals("/b/file") ? Choice.SELECTED : Choice.ENTER;

    var result = run(tree);

    assertThat(target.toFile().list()).containsExactly("b");
    assertThat(target.resolve("b/file")).hasContent("x");
    assertThat(result.totalFiles()).isEqualTo(1);
  }

  @Test
  void namesOfOwnersThatNobodyKnowsLeaveTheNumbers() throws IOException {
    restore.ownershipByName = true;

    assertThat(run(tree().file("file", data("x"))).failures()).isEmpty();
  }

  @Test
  void aWholeTargetIsMade() {
    restore.target = target.resolve("not/yet/there").toString();

    run(tree().file("file", data("x")));

    assertThat(target.resolve("not/yet/there/file")).hasContent("x");
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    var all = new byte[length];
    int at = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
