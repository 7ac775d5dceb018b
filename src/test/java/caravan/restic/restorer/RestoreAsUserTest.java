package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import caravan.restic.fs.EffectiveUser;
import caravan.restic.fs.OtherUser;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As most movers run: without root's rights, in a folder of their own. */
class RestoreAsUserTest extends RestoreFixture {
  @BeforeEach
  void giveAway() throws IOException {
    assumeTrue(EffectiveUser.isRoot(), "only root can be somebody else");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    own(target);
  }

  @Test
  void ownersThatMayNotBeSetAreNoFailure() throws Exception {
    var inside = tree().file("file", data("x")).save();
    var snapshot = tree().directory("dir", inside).symlink("link", "dir").snapshot();

    var result = runAsUser(snapshot);

    assertThat(result.failures()).isEmpty();
    assertThat(Files.getAttribute(target.resolve("dir/file"), "unix:uid")).isEqualTo(OtherUser.ID);
    assertThat(Files.getLastModifiedTime(target.resolve("dir")).toInstant())
        .isEqualTo(MadeUpTree.TIME.toInstant());
    assertThat(Files.getAttribute(target.resolve("dir/file"), "unix:mode")).isEqualTo(0100640);
  }

  @Test
  void ownFilesWithoutRightsAreComparedAndChanged() throws Exception {
    var snapshot = tree().file("equal", data("equal")).file("locked", data("right")).snapshot();
    for (var name : new String[] {"equal", "locked"}) {
      var path = Files.writeString(target.resolve(name), name);
      own(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    }

    var result = runAsUser(snapshot);

    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("locked")).hasContent("right");
    assertThat(restore.finished()).containsExactly("UNCHANGED /equal", "UPDATED /locked");
    assertThat(Files.getAttribute(target.resolve("equal"), "unix:mode")).isEqualTo(0100640);
  }

  @Test
  void whatNeedsRightsIsToldAndTheRestGoesOn() throws Exception {
    var foreign = Files.createDirectory(target.resolve("foreign"));
    Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("r-xr-xr-x"));
    var inside = tree().file("file", data("x")).save();
    var snapshot =
        tree()
            .directory("foreign", inside)
            .file("good", data("good"))
            .special("disk", NodeType.DEV)
            .snapshot();

    var result = runAsUser(snapshot);

    assertThat(result.failures())
        .anyMatch(line -> line.startsWith("/foreign/file: open") && line.endsWith("denied"))
        .anyMatch(line -> line.startsWith("/disk: mknod"))
        .hasSize(2);
    assertThat(target.resolve("good")).hasContent("good");
  }

  private RestoreResult runAsUser(Snapshot snapshot) throws InterruptedException {
    var result = new RestoreResult[1];
    OtherUser.run(() -> result[0] = run(snapshot));
    return result[0];
  }

  private static void own(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", OtherUser.ID);
    Files.setAttribute(path, "unix:gid", OtherUser.ID);
  }
}
