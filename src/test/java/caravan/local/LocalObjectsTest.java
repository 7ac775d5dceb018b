package caravan.local;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ObjectKey;
import caravan.api.RunStatus;
import caravan.manifest.ManifestFolder;
import caravan.manifest.StatusFolder;
import caravan.replication.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
  @TempDir Path folder;
  private LocalObjects objects;
  private ObjectKey key;

  @BeforeEach
  void readOneSource() throws IOException {
    var manifests = Files.createDirectory(folder.resolve("manifests"));
    writeSource(manifests, "0 * * * *");
    objects =
        new LocalObjects(
            new ManifestFolder(manifests, folder.resolve("state")),
            new StatusFolder(folder.resolve("state")),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Samples.Told());
    key = objects.due().getFirst();
  }

  @Test
  void anObjectThatWasDealtWithMeanwhileGetsNoFurtherPass() {
    failUntil(NOW.plusSeconds(10));

    assertThat(objects.pass(key, false)).isNull();
  }

  @Test
  void anObjectWhoseNextAttemptHasComeGetsAPass() {
    failUntil(NOW);

    assertThat(objects.pass(key, false)).isNotNull();
  }

  @Test
  void anObjectThatIsDemandedOrWasChangedNeedNotWait() throws IOException {
    failUntil(NOW.plusSeconds(10));

    assertThat(objects.pass(key, true)).isNotNull();
    writeSource(folder.resolve("manifests"), "30 * * * *");
    assertThat(objects.due()).containsExactly(key);
    assertThat(objects.pass(key, false)).isNotNull();
  }

  /** An attempt is over and has failed. */
  private void failUntil(Instant nextAttempt) {
    var pass = objects.pass(key, false);
    var status =
        pass.status()
            .edit()
            .lastSyncStartTime(NOW)
            .run(RunStatus.EMPTY.edit().failed(nextAttempt).because("no answer").build())
            .build();
    objects.store(pass.withStatus(status));
  }

  private static void writeSource(Path manifests, String schedule) throws IOException {
    Files.writeString(
        manifests.resolve("app.yaml"),
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: app}
        spec:
          sourcePVC: app
          trigger: {schedule: "%s"}
          restic: {repository: secret, copyMethod: Direct}
        """
            .formatted(schedule));
  }
}
