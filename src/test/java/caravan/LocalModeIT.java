package caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import caravan.components.Folders;
import caravan.restic.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Local mode as its user meets it: manifests and folders in, repositories and statuses out. */
class LocalModeIT extends LocalModeFixture {
  @Test
  void backsUpHourlyToOneRepositoryAndDailyToAnother() throws Exception {
    fillVolume();
    manifests();

    world.run();
    for (int hour = 0; hour < 2; hour++) {
      world.later(Duration.ofHours(1));
      world.run();
    }
    long daily = world.snapshots("daily");
    world.later(Duration.ofHours(14));
    world.run();

    assertThat(world.snapshots("hourly")).isEqualTo(4);
    assertThat(daily).isEqualTo(1);
    assertThat(world.snapshots("daily")).isEqualTo(2);
    assertThat(world.statusText("replicationsource", "app"))
        .contains("reason: \"WaitingForSchedule\"", "result: \"Successful\"", "snapshot")
        .contains("nextSyncTime: \"2026-03-02T03:00:00Z\"");
    assertThat(world.workFolders("copies")).isEmpty();
  }

  @Test
  void bringsALostVolumeBackByteForByte() throws Exception {
    fillVolume();
    manifests(LocalWorld.DESTINATION);
    world.run();
    Files.writeString(world.volume("app").resolve("later.txt"), "after the first image");
    world.later(Duration.ofHours(1));
    world.run();
    var before = contents(world.volume("app"));
    Folders.delete(world.volume("app"));

    world.later(Duration.ofMinutes(1));
    world.run();

    assertThat(contents(world.volume("app"))).isEqualTo(before);
    assertThat(world.statusText("persistentvolumeclaim", "app"))
        .contains("phase: \"Bound\"", "filledFrom: \"volsync-app-dst-dest-2026");
    assertThat(world.workFolders("images")).hasSize(1);
    assertThat(world.workFolders("filling")).isEmpty();
  }

  @Test
  void restoresOnAMachineThatKnowsOnlyTheManifests() throws Exception {
    fillVolume();
    manifests();
    world.run();
    var before = contents(world.volume("app"));
    world.stop();
    Folders.delete(folder.resolve("volumes"));
    Folders.delete(folder.resolve("manifests/status"));
    Files.createDirectory(folder.resolve("volumes"));
    manifests(LocalWorld.DESTINATION);

    world.run();

    assertThat(contents(world.volume("app"))).isEqualTo(before);
    assertThat(world.snapshots("hourly")).isEqualTo(2);
  }

  @Test
  void givesAnEmptyVolumeWhereThereIsNoBackupYet() throws Exception {
    manifests(LocalWorld.DESTINATION);

    world.run();

    assertThat(world.volume("app")).isEmptyDirectory();
    assertThat(world.statusText("replicationdestination", "app-dst"))
        .contains("result: \"Successful\"");
  }

  @Test
  void neverGivesAnEmptyVolumeWhenTheRestoreFails() throws Exception {
    fillVolume();
    manifests();
    world.run();
    Folders.delete(world.volume("app"));
    world.manifest(
        "secrets.yaml", world.secret("hourly", "wrong"), world.secret("daily", "open sesame"));
    manifest(LocalWorld.DESTINATION);

    world.later(Duration.ofHours(1));
    world.run();

    assertThat(world.volume("app")).doesNotExist();
    assertThat(world.statusText("persistentvolumeclaim", "app"))
        .contains("phase: \"Pending\"", "app-dst has no image yet: wrong password");
    assertThat(world.statusText("replicationdestination", "app-dst"))
        .contains("reason: \"Error\"", "wrong password", "result: \"Failed\"");
    assertThat(world.statusText("replicationsource", "app"))
        .contains("is not there until app-dst has filled it");
  }

  @Test
  void goesOnAfterAMendedSecretWithoutWaiting() throws Exception {
    fillVolume();
    manifests();
    world.manifest("secrets.yaml", world.secret("daily", "open sesame"));
    world.run();
    var withoutSecret = world.statusText("replicationsource", "app");

    world.manifest(
        "secrets.yaml",
        world.secret("hourly", "open sesame"),
        world.secret("daily", "open sesame"));
    world.run();

    assertThat(withoutSecret)
        .contains("there is no Secret hourly in namespace default; add it to the manifests");
    assertThat(world.repository("hourly").resolve("config")).exists();
    assertThat(world.statusText("replicationsource", "app")).contains("WaitingForSchedule");
  }

  @Test
  void namesEachThingThatIsWrongAndGoesOnWithTheOthers() throws Exception {
    fillVolume();
    manifests();
    world.manifest(
        "wrong.yaml",
        LocalWorld.source("unknown", "daily", "@daily").replace("copyMethod", "copymethod"),
        LocalWorld.source("typed", "daily", "@daily").replace("hourly: 24", "hourly: often"),
        LocalWorld.source("cron", "daily", "61 * * * *"),
        LocalWorld.source("secretless", "nowhere", "@daily"),
        LocalWorld.source("volumeless", "daily", "@daily").replace("PVC: app", "PVC: gone"));

    world.run();

    assertThat(error("unknown"))
        .contains("wrong.yaml:10: unknown field spec.restic.copymethod; did you mean copyMethod?");
    assertThat(error("typed"))
        .contains("wrong.yaml:22: spec.restic.retain.hourly \\\"often\\\" is not a whole number");
    assertThat(error("cron")).contains("minute \\\"61\\\" is outside: it may be 0 to 59");
    assertThat(error("secretless")).contains("there is no Secret nowhere in namespace default");
    assertThat(error("volumeless")).contains("the volume gone is missing: there is no folder");
    assertThat(world.snapshots("hourly")).isEqualTo(1);
    assertThat(world.hasErrors()).isTrue();
  }

  @Test
  void takesAnInterruptedRunUpAgain() throws Exception {
    fillVolume();
    manifests();
    world.run();
    world.stop();
    var status = world.status("replicationsource", "app");
    Files.writeString(
        status,
        Files.readString(status)
            .replace(
                "lastSyncTime:", "lastSyncStartTime: \"2026-03-01T10:25:00Z\"\n  lastSyncTime:"));

    world.later(Duration.ofMinutes(10));
    world.run();

    assertThat(world.snapshots("hourly")).isEqualTo(2);
    assertThat(world.statusText("replicationsource", "app"))
        .contains("WaitingForSchedule")
        .doesNotContain("lastSyncStartTime");
  }

  @Test
  void catchesUpOnceAfterDaysOff() throws Exception {
    fillVolume();
    manifests();
    world.run();
    world.stop();

    world.later(Duration.ofDays(3));
    world.run();
    world.run();

    assertThat(world.snapshots("hourly")).isEqualTo(2);
    assertThat(world.snapshots("daily")).isEqualTo(2);
  }

  @Test
  void startsNothingWhilePaused() throws Exception {
    fillVolume();
    world.manifest("secrets.yaml", world.secret("hourly", "open sesame"));
    world.manifest(
        "app.yaml",
        LocalWorld.source("app", "hourly", "0 * * * *").replace("spec:", "spec:\n  paused: true"));

    world.run();

    assertThat(world.repository("hourly")).doesNotExist();
    assertThat(world.statusText("replicationsource", "app")).contains("Paused; no run starts");
  }

  @Test
  void repeatsNoRunWhoseStatusCannotBeWritten() throws Exception {
    fillVolume();
    manifests();
    Files.createDirectories(world.state());
    var inTheWay = Files.createFile(world.state().resolve("replicationsource"));

    world.run();
    world.run();
    Files.delete(inTheWay);
    world.run();

    assertThat(world.snapshots("hourly")).isEqualTo(1);
    assertThat(world.statusText("replicationsource", "app")).contains("result: \"Successful\"");
  }

  @Test
  void aSecondProgramOnTheSameFoldersIsRefused() throws Exception {
    manifests();
    world.run();

    assertThatThrownBy(() -> world.startAnother())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("another caravan local works on these folders");
  }

  @Test
  void leavesALinkToADiskThatIsNotMountedAlone() throws Exception {
    manifests(LocalWorld.DESTINATION);
    var link = Files.createSymbolicLink(world.volume("app"), Path.of("/not/mounted"));

    world.run();

    assertThat(link).isSymbolicLink();
    assertThat(error("app")).contains("there is no folder", "mount or create it");
  }

  @Test
  void ticksNoticesChangesAndAnswersOnItsPort() throws Exception {
    fillVolume();
    int port = freePort();
    world.set("camel.management.enabled", "true");
    world.set("camel.management.port", Integer.toString(port));
    world.set("caravan.schedule.cron", "* * * * * ?");
    world.set("caravan.watch.delay", "100");

    world.start().startClockwork();
    manifests();
    await().until(() -> Files.exists(world.status("replicationsource", "app")));
    await().until(() -> world.statusText("replicationsource", "app").contains("Successful"));
    world.later(Duration.ofHours(1));
    await().until(() -> world.snapshots("hourly") == 2);

    assertThat(get(port, "/observe/health/live")).contains("UP");
    assertThat(get(port, "/observe/health/ready")).contains("route:source-synchronizing");
    assertThat(get(port, "/observe/metrics"))
        .contains("volsync_volume_out_of_sync{", "volsync_sync_duration_seconds_count{")
        .contains("caravan_last_success_timestamp_seconds{", "obj_name=\"app\"");
    Files.delete(world.manifests().resolve("app.yaml"));
    await().until(() -> !get(port, "/observe/metrics").contains("obj_name=\"app\""));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String get(int port, String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static List<String> contents(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.sorted().map(path -> describe(folder, path)).toList();
    }
  }

  private static String describe(Path folder, Path path) {
    try {
      var name = folder.relativize(path);
      if (Files.isSymbolicLink(path)) {
        return name + " -> " + Files.readSymbolicLink(path);
      }
      return Files.isDirectory(path)
          ? name + "/"
          : name + " " + Files.getLastModifiedTime(path) + " " + Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
