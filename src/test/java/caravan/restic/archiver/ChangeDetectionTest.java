package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.archiver.ChangeDetection.Verdict;
import caravan.restic.fs.FileStat;
import caravan.restic.index.BlobIndex;
import caravan.restic.pack.PackEntry;
import caravan.restic.snapshot.Attributes;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Timestamp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeDetectionTest {
  private static final Id BLOB = Id.hash(new byte[] {1});
  private static final FileStat FOUND = stat(100, 7, 1_000, 5, 2_000);
  private final BlobIndex index = new BlobIndex();
  private final TestOptions options = new TestOptions(Path.of("/"));

  @BeforeEach
  void knowTheBlob() {
    index.add(Id.hash(new byte[] {2}), new PackEntry(BlobType.DATA, BLOB, 0, 132, 0));
  }

  @Test
  void aFileIsUnchangedWhenSizeTimesAndInodeAre() {
    assertThat(compare(FOUND, parent(NodeType.FILE))).isEqualTo(Verdict.UNCHANGED);
  }

  @Test
  void anyDifferenceIsAChange() {
    assertThat(compare(stat(101, 7, 1_000, 5, 2_000))).isEqualTo(Verdict.CHANGED);
    assertThat(compare(stat(100, 8, 1_000, 5, 2_000))).isEqualTo(Verdict.CHANGED);
    assertThat(compare(stat(100, 7, 1_001, 5, 2_000))).isEqualTo(Verdict.CHANGED);
    assertThat(compare(stat(100, 7, 1_000, 6, 2_000))).isEqualTo(Verdict.CHANGED);
    assertThat(compare(stat(100, 7, 1_000, 5, 2_001))).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void anotherDeviceIsNoChange() {
    var moved = new FileStat(FileStat.REGULAR, 7, 99, 1, 0, 0, 0, 100, 1_000, 5, 0, 0, 2_000, 0);

    assertThat(compare(moved)).isEqualTo(Verdict.UNCHANGED);
  }

  @Test
  void theChangeTimeMayBeIgnored() {
    options.ignoreCtime = true;

    assertThat(compare(stat(100, 7, 1_000, 5, 2_001))).isEqualTo(Verdict.UNCHANGED);
    assertThat(compare(stat(100, 8, 1_000, 5, 2_000))).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void ignoringTheInodeIgnoresTheChangeTimeToo() {
    options.ignoreInode = true;

    assertThat(compare(stat(100, 8, 1_000, 5, 2_001))).isEqualTo(Verdict.UNCHANGED);
    assertThat(compare(stat(100, 7, 1_000, 6, 2_000))).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void whatWasNoFileIsAChange() {
    assertThat(compare(FOUND, parent(NodeType.SYMLINK))).isEqualTo(Verdict.CHANGED);
    assertThat(compare(FOUND, null)).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void aLostBlobIsNoticed() {
    var lost = parent(NodeType.FILE, BLOB, Id.hash(new byte[] {3}));

    assertThat(compare(FOUND, lost)).isEqualTo(Verdict.UNCHANGED_BUT_LOST);
  }

  @Test
  void aTimeWrittenInAZoneOfOddSecondsIsTheSame() {
    options.clock = Clock.system(ZoneId.of("Africa/Monrovia"));
    long seconds = -315_619_200L;
    var times = new NodeTimes(options.clock.getZone());
    var parent = parent(times.of(seconds, 5), times.of(seconds, 0));

    assertThat(compare(stat(100, 7, seconds, 5, seconds), parent)).isEqualTo(Verdict.UNCHANGED);
  }

  private Verdict compare(FileStat stat) {
    return compare(stat, parent(NodeType.FILE));
  }

  private Verdict compare(FileStat stat, Node parent) {
    return new ChangeDetection(index, options.build()).compare(stat, parent);
  }

  private static FileStat stat(long size, long inode, long mtime, int mtimeNanos, long ctime) {
    return new FileStat(
        FileStat.REGULAR, inode, 1, 1, 0, 0, 0, size, mtime, mtimeNanos, 0, 0, ctime, 0);
  }

  private static Node parent(NodeType type, Id... content) {
    var mtime = new Timestamp(1_000, 5, 60);
    return node(type, mtime, Timestamp.utc(2_000, 0), content.length == 0 ? BLOB : null, content);
  }

  private static Node parent(Timestamp mtime, Timestamp ctime) {
    return node(NodeType.FILE, mtime, ctime, BLOB);
  }

  private static Node node(
      NodeType type, Timestamp mtime, Timestamp ctime, Id single, Id... content) {
    var attributes = new Attributes(0644, mtime, mtime, ctime, 0, 0, "", "", 7, 64_513, 100, 1, 0);
    var ids = single == null ? List.of(content) : List.of(single);
    return new Node(new byte[] {'f'}, type, attributes, null, List.of(), ids, null, "", null);
  }
}
