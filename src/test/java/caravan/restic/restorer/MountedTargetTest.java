package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import caravan.restic.OddTree;
import caravan.restic.TargetFull;
import caravan.restic.fs.EffectiveUser;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FullTargetTest extends RestoreFixture {
  private boolean isMounted;

  @AfterEach
  void unmount() throws Exception {
    if (isMounted) {
      execute("umount", target.toString());
    }
  }

  @Test
  void aFullTargetIsOneErrorThatNamesItAndWhatToDo() throws Exception {
    mount("size=1m");
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
    mount("nr_inodes=4");
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

  private void mount(String option) throws Exception {
    assumeTrue(EffectiveUser.isRoot(), "only root can mount");
    isMounted = execute("mount", "-t", "tmpfs", "-o", option, "tmpfs", target.toString()) == 0;
    assumeTrue(isMounted, "mounting is not allowed here");
  }

  private static int execute(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
