package caravan.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import caravan.api.ApiGroup;
import caravan.api.Condition;
import caravan.api.ImageReference;
import caravan.api.MoverStatus;
import caravan.api.ObjectKey;
import caravan.api.ReplicationStatus;
import caravan.api.ResticStatus;
import caravan.api.RunProgress;
import caravan.api.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFolderTest {
  private static final ObjectKey KEY = new ObjectKey("ReplicationSource", null, "app");
  private static final Instant TIME = Instant.parse("2026-11-23T08:40:00Z");

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    var statuses = new StatusFolder(folder);
    var source = source();

    statuses.write(KEY, source);

    assertThat(statuses.read(KEY, ReplicationStatus.class)).get().isEqualTo(source);
    assertThat(folder.resolve("replicationsource/default/app.yaml"))
        .content()
        .contains("lastSyncTime: \"2026-11-23T08:40:00Z\"")
        .doesNotContain("null");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    var statuses = new StatusFolder(folder);

    statuses.write(KEY, source());
    statuses.write(KEY, source());

    try (var files = Files.list(folder.resolve("replicationsource/default"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void knowsNothingOfAnObjectItNeverSaw() throws IOException {
    var statuses = new StatusFolder(folder);

    assertThat(statuses.read(KEY, ReplicationStatus.class)).isEmpty();
  }

  @Test
  void namesADamagedFile() throws IOException {
    var statuses = new StatusFolder(folder);
    statuses.write(KEY, source());
    Files.writeString(folder.resolve("replicationsource/default/app.yaml"), "status: {a: b: c}");

    assertThatIOException()
        .isThrownBy(() -> statuses.read(KEY, ReplicationStatus.class))
        .withMessageContaining("replicationsource/default/app.yaml status: while parsing");
  }

  private static ObjectStatus<ReplicationStatus> source() {
    var condition = new Condition("Synchronizing", "False", null, TIME, "WaitingForManual", "");
    var status =
        new ReplicationStatus(
            null,
            TIME,
            null,
            "10.9s",
            TIME.plusSeconds(3600),
            "once",
            new MoverStatus("Successful", "a\nb\n"),
            List.of(condition),
            new ResticStatus(TIME, "u1"),
            ImageReference.claim("app"),
            null,
            new RunStatus(
                2,
                TIME,
                "full",
                "1234abcd",
                3L,
                4L,
                5L,
                6L,
                7L,
                8L,
                9,
                List.of("/data/file: no"),
                TIME,
                "snap",
                List.of("pod"),
                "pod",
                new RunProgress(10, 11L, 12L, 13L, 14L),
                TIME,
                List.of("lock")));
    return ObjectStatus.of(ApiGroup.VOLSYNC_VERSION, KEY, TIME, status);
  }
}
