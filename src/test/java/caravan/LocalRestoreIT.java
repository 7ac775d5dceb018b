package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a destination says about the snapshot it wants, in local mode. */
class LocalRestoreIT extends LocalModeFixture {
  private static final Pattern LAST_SNAPSHOT = Pattern.compile("lastSnapshot: \"([0-9a-f]{64})\"");

  @Test
  void restoresTheSnapshotThatIsNamedAndNoOther() throws Exception {
    fillVolume();
    manifests();
    world.run();
    var first = lastSnapshot();
    Files.writeString(world.volume("app").resolve("later.txt"), "not in the first");
    world.later(Duration.ofHours(1));
    world.run();

    manifest(
        LocalWorld.DESTINATION
            .replace("copyMethod: Snapshot", "copyMethod: Direct")
            .replace(
                "capacity: 1Gi", "destinationPVC: old\n    snapshot: " + first.substring(0, 16)));
    world.run();

    assertThat(world.volume("old").resolve("photos/one.txt")).hasContent("one");
    assertThat(world.volume("old").resolve("later.txt")).doesNotExist();
    assertThat(world.statusText("replicationdestination", "app-dst"))
        .contains("lastSnapshot: \"" + first + "\"");
  }

  @Test
  void givesNoVolumeAndMakesNoRepositoryWhereASnapshotIsNeeded() throws Exception {
    manifests(
        LocalWorld.DESTINATION.replace("capacity:", "onMissingSnapshot: Fail\n    capacity:"));

    world.run();

    assertThat(world.volume("app")).doesNotExist();
    assertThat(world.repository("hourly").resolve("config")).doesNotExist();
    assertThat(world.statusText("persistentvolumeclaim", "app"))
        .contains("phase: \"Pending\"", "app-dst has no image yet: ");
    assertThat(world.statusText("replicationdestination", "app-dst"))
        .contains("reason: \"Error\"", "repository does not exist")
        .contains("correct RESTIC_REPOSITORY in the Secret hourly");

    manifests(LocalWorld.DESTINATION);
    world.run();

    assertThat(world.volume("app")).isEmptyDirectory();
  }

  private String lastSnapshot() throws IOException {
    var matcher = LAST_SNAPSHOT.matcher(world.statusText("replicationsource", "app"));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
