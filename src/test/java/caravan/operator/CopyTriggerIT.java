package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that says by an annotation of its claim when that may be copied. */
@ExtendWith(OperatorExtension.class)
class CopyTriggerIT {
  private static final String PREFIX = "volsync.backube/";
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @Test
  void eachNewValueReleasesOneCopy() throws Exception {
    var site = bench.siteWithNote("content");
    annotate(site, "use-copy-trigger", "yes");
    site.source("app", "one", "copyMethod: Snapshot");
    awaitStatus(site, "WaitingForTrigger");
    assertThat(annotation(site, "latest-copy-trigger-waiting-since")).isNotNull();
    assertThat(site.snapshots()).isEmpty();

    annotate(site, "copy-trigger", "first");
    site.awaitSynced(Site.SOURCE, "app", "one");

    assertThat(annotation(site, "latest-copy-status")).isEqualTo("Completed");
    assertThat(annotation(site, "latest-copy-trigger")).isEqualTo("first");
    assertThat(annotation(site, "latest-copy-trigger-waiting-since")).isNull();
    assertThat(site.reasons("app"))
        .contains(
            "SrcPVCWaitingForCopyTrigger",
            "SrcPVCCopyTriggerReceived",
            "SrcPVCCopyUsingCopyTriggerCompleted");
    site.source("app", "two", "copyMethod: Snapshot");
    awaitStatus(site, "WaitingForTrigger");
    annotate(site, "copy-trigger", "second");
    site.awaitSynced(Site.SOURCE, "app", "two");
    assertThat(annotation(site, "latest-copy-trigger")).isEqualTo("second");
  }

  @Test
  void aTriggerThatDoesNotComeIsToldAsAFailureAndStillWaitedFor() throws Exception {
    var site = bench.siteWithNote("content");
    annotate(site, "latest-copy-status", "WaitingForTrigger");
    annotate(site, "latest-copy-trigger-waiting-since", "2020-01-01T00:00:00Z");
    annotate(site, "use-copy-trigger", "");

    site.source("app", "one", "copyMethod: Snapshot");
    Site.soon()
        .until(
            () -> "Failed".equals(site.status(Site.SOURCE, "app", "latestMoverStatus", "result")));
    Site.soon().until(() -> site.reasons("app").contains("SrcPVCTimeoutWaitingForCopyTrigger"));
    annotate(site, "copy-trigger", "late");
    site.awaitSynced(Site.SOURCE, "app", "one");

    assertThat(annotation(site, "latest-copy-trigger")).isEqualTo("late");
  }

  private static void awaitStatus(Site site, String status) {
    Site.soon().until(() -> status.equals(annotation(site, "latest-copy-status")));
  }

  private static String annotation(Site site, String name) {
    return site.claimNamed("data").orElseThrow().getMetadata().getAnnotations().get(PREFIX + name);
  }

  private static void annotate(Site site, String name, String value) {
    site.client()
        .persistentVolumeClaims()
        .inNamespace(site.namespace())
        .withName("data")
        .edit(
            claim -> {
              claim.getMetadata().getAnnotations().put(PREFIX + name, value);
              return claim;
            });
  }
}
