package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import caravan.components.SmallDisk;
import caravan.restic.OddTree;
import caravan.restic.TargetFull;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Targets that are file systems of their own, or have one in them; only root can make them. */
class MountedTargetTest extends RestoreFixture {
  private SmallDisk mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted != null) {
      mounted.close();
    }
  }

  @Test
  void aFullTargetIsOneErrorThatNamesItAndWhatToDo() throws Exception {
    mount(target, "size=1m");
    var tree = tree();
    for (int i = 0; i < 8; i++) {
      tree.file("file" + i, data(OddTree.random(i, 300_000)));
    }

    assertThatExceptionOfType(TargetFull.class)
        .isThrownBy(() -> run(tree))
        .withMessageStartingWith("no room left in " + target)
        .withMessageContaining("make it larger or free some space, then restore again");
    assertThat(restore.failures).isEmpty();
  }

  @Test
  void aTargetWithoutInodesIsFullToo() throws Exception {
    mount(target, "nr_inodes=4");
    var inside = tree().directory("deeper", tree().save()).save();
    var tree = tree().directory("a", inside).directory("b", inside).directory("c", inside);

    assertThatExceptionOfType(TargetFull.class).isThrownBy(() -> run(tree));
  }

  @Test
  void aQuotaThatIsUsedUpIsAFullTarget() {
    var failures = new Failures(new byte[] {'/', 'd'}, restore);
    var quota = new PosixException("write", "/d/x", Errno.EDQUOT, "disk quota exceeded");

    assertThatExceptionOfType(TargetFull.class)
        .isThrownBy(() -> failures.add(new byte[] {'/', 'x'}, quota))
        .withMessageContaining("/d (write /d/x: disk quota exceeded)");
  }

  @Test
  void deletingStopsAtAnotherFileSystem() throws Exception {
    var inside = Files.createDirectories(target.resolve("dir/inside"));
    mount(inside, "size=1m");
    Files.writeString(inside.resolve("precious"), "precious");
    Files.writeString(target.resolve("foreign"), "foreign");
    restore.delete = true;

    var result = run(tree().file("file", data("new")));

    assertThat(result.failures()).singleElement().asString().contains("another file system");
    assertThat(inside.resolve("precious")).exists();
    assertThat(target.resolve("foreign")).doesNotExist();
  }

  private void mount(Path place, String option) throws Exception {
    mounted = SmallDisk.over(place, option);
  }
}
