package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application says when its volume may be copied, by annotations of the claim. */
class CopyTriggerIT {
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
  void anApplicationReleasesEachCopyByANewTrigger() throws Exception {
    var site = withData();
    annotate(site, "use-copy-trigger", "");

    site.source("app", "first", "copyMethod: Clone");
    Site.soon().until(() -> "WaitingForTrigger".equals(annotation(site, "latest-copy-status")));
    assertThat(site.claimNamed(COPY)).isEmpty();
    annotate(site, "copy-trigger", "one");
    site.awaitSynced(Site.SOURCE, "app", "first");

    assertThat(annotation(site, "latest-copy-status")).isEqualTo("Completed");
    assertThat(annotation(site, "latest-copy-trigger")).isEqualTo("one");
    assertThat(annotation(site, "latest-copy-trigger-waiting-since")).isNull();
  }

  @Test
  void aTriggerThatDoesNotComeIsToldAsAFailureAndStillWaitedFor() throws Exception {
    var site = withData();
    annotate(site, "latest-copy-status", "WaitingForTrigger");
    annotate(site, "latest-copy-trigger-waiting-since", "2020-01-01T00:00:00Z");
    annotate(site, "use-copy-trigger", "");

    site.source("app", "first", "copyMethod: Snapshot");
    Site.soon()
        .untilAsserted(
            () ->
                assertThat(site.<String>status(Site.SOURCE, "app", "latestMoverStatus", "result"))
                    .isEqualTo("Failed"));
    assertThat(site.reasons("app")).contains("SrcPVCTimeoutWaitingForCopyTrigger");
    annotate(site, "copy-trigger", "late");
    site.awaitSynced(Site.SOURCE, "app", "first");

    assertThat(annotation(site, "latest-copy-trigger")).isEqualTo("late");
  }

  private static Site withData() throws Exception {
    var site = bench.site();
    site.claim("data");
    Files.writeString(site.folder("data").resolve("note"), "kept");
    return site;
  }

  private static void annotate(Site site, String key, String value) {
    site.client()
        .persistentVolumeClaims()
        .inNamespace(site.namespace())
        .withName("data")
        .edit(
            claim ->
                claim
                    .edit()
                    .editMetadata()
                    .addToAnnotations("volsync.backube/" + key, value)
                    .endMetadata()
                    .build());
  }

  private static String annotation(Site site, String key) {
    return site.claimNamed("data")
        .orElseThrow()
        .getMetadata()
        .getAnnotations()
        .get("volsync.backube/" + key);
  }
}
