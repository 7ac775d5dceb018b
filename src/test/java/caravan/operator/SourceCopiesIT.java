package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a source's mover reads: the living claim, a snapshot or a clone of it. */
class SourceCopiesIT {
  private static final String COPY = "volsync-app-src";
  private static OperatorBench bench;

  @BeforeAll
  static void start() {
    bench = OperatorBench.start();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aSnapshotIsReadAndNothingButTheCacheIsLeft() throws Exception {
    var site = withData();

    site.source("app", "first", "copyMethod: Snapshot");
    site.awaitSynced(Site.SOURCE, "app", "first");

    assertThat(site.reasons("app")).contains("VolumeSnapshotCreated");
    assertOnlyCacheIsLeft(site);
  }

  @Test
  void aCloneIsReadAndNothingButTheCacheIsLeft() throws Exception {
    var site = withData();

    site.source("app", "first", "copyMethod: Clone");
    site.awaitSynced(Site.SOURCE, "app", "first");

    assertThat(site.reasons("app"))
        .contains("PersistentVolumeClaimCreated")
        .doesNotContain("VolumeSnapshotCreated");
    assertOnlyCacheIsLeft(site);
  }

  @Test
  void theLivingClaimIsReadWithDirect() throws Exception {
    var site = withData();

    site.source("app", "first", "copyMethod: Direct");
    site.awaitSynced(Site.SOURCE, "app", "first");

    assertThat(site.claimNamed("data")).isPresent();
    assertOnlyCacheIsLeft(site);
  }

  @Test
  void twoSourcesOfOneClaimEachHaveTheirCopy() throws Exception {
    var site = withData();

    site.source("app", "first", "copyMethod: Snapshot");
    site.source("app-r2", "first", "copyMethod: Snapshot");
    site.awaitSynced(Site.SOURCE, "app", "first");
    site.awaitSynced(Site.SOURCE, "app-r2", "first");

    assertThat(site.reasons("app")).contains("VolumeSnapshotCreated");
    assertThat(site.reasons("app-r2")).contains("VolumeSnapshotCreated");
  }

  @Test
  void aMissingClaimIsAnErrorUntilItIsThere() throws Exception {
    var site = bench.site();

    site.source("app", "first", "copyMethod: Snapshot");
    Site.soon()
        .untilAsserted(
            () ->
                assertThat(site.condition(Site.SOURCE, "app", "Healthy"))
                    .isEqualTo("False/VolumeMissing"));

    assertThat(site.condition(Site.SOURCE, "app", "Synchronizing")).isEqualTo("False/Error");
    assertThat(site.claimNamed("volsync-src-app-cache")).isEmpty();
  }

  private static Site withData() throws Exception {
    var site = bench.site();
    site.claim("data");
    Files.writeString(site.folder("data").resolve("note"), "kept");
    return site;
  }

  private static void assertOnlyCacheIsLeft(Site site) {
    Site.soon().until(() -> site.claimNamed(COPY).isEmpty());
    assertThat(site.job("volsync-src-app")).isEmpty();
    assertThat(site.claimNamed("volsync-src-app-cache")).isPresent();
  }
}
