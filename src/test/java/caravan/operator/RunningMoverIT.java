package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a mover's pod is, and that nobody touches it while it runs. */
@ExtendWith(OperatorExtension.class)
class RunningMoverIT {
  private static OperatorBench bench;
  private Site site;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @BeforeEach
  void makeSite() throws Exception {
    bench.cluster().node().refuseScheduling(true);
    site = bench.siteWithNote("content");
  }

  /** Or they would keep the places of those of the next test. */
  @AfterEach
  void letMoversEnd() {
    bench.cluster().node().refuseScheduling(false);
  }

  @Test
  void neitherAnEditNorAPauseTouchesARunningMover() {
    site.source("app", "one", "copyMethod: Snapshot", "retain: {daily: 7}");
    var before = awaitJob();

    site.source("app", "two", "copyMethod: Snapshot", "retain: {hourly: 3}", "unlock: now");
    pause(true);
    bench.stopOperator();
    bench.startOperator();
    Site.soon().until(() -> site.<Integer>status(Site.SOURCE, "app", "observedGeneration") == 3);
    var after = awaitJob();
    bench.cluster().node().refuseScheduling(false);
    site.awaitSynced(Site.SOURCE, "app", "two");

    assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(after.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(site.job("volsync-src-app")).isEmpty();
  }

  @Test
  void aPausedSourceStartsNothing() {
    bench.cluster().node().refuseScheduling(false);
    site.source("app", "one", "copyMethod: Snapshot");
    site.awaitSynced(Site.SOURCE, "app", "one");
    pause(true);

    site.source("app", "two", "copyMethod: Snapshot");
    Site.soon().until(() -> site.<Integer>status(Site.SOURCE, "app", "observedGeneration") == 3);

    assertThat(site.job("volsync-src-app")).isEmpty();
    assertThat(site.<String>status(Site.SOURCE, "app", "lastManualSync")).isEqualTo("one");
    pause(false);
    site.awaitSynced(Site.SOURCE, "app", "two");
  }

  @Test
  void aNamespaceAllowsPrivilegedMovers() {
    site.client()
        .namespaces()
        .withName(site.namespace())
        .edit(
            namespace -> {
              namespace
                  .getMetadata()
                  .getAnnotations()
                  .put("volsync.backube/privileged-movers", "True");
              return namespace;
            });

    site.source("app", "one", "copyMethod: Snapshot");
    var security = container(awaitJob()).getSecurityContext();

    assertThat(security.getRunAsUser()).isZero();
    assertThat(security.getCapabilities().getAdd())
        .containsExactly("DAC_OVERRIDE", "CHOWN", "FOWNER");
    assertThat(container(awaitJob()).getEnv())
        .anyMatch(it -> it.getName().equals("PRIVILEGED_MOVER") && it.getValue().equals("1"));
  }

  @Test
  void anAccountThatIsNamedMustBeThere() {
    site.source("app", "one", "copyMethod: Snapshot", "moverServiceAccount: own");
    Site.soon()
        .until(() -> site.condition(Site.SOURCE, "app", "Healthy").equals("False/InvalidSpec"));
    assertThat(site.job("volsync-src-app")).isEmpty();

    site.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: own}
        """);
    site.source("app", "two", "copyMethod: Snapshot", "moverServiceAccount: own");
    var pod = awaitJob().getSpec().getTemplate().getSpec();

    assertThat(pod.getServiceAccountName()).isEqualTo("own");
    assertThat(
            site.client()
                .serviceAccounts()
                .inNamespace(site.namespace())
                .withName("volsync-src-app")
                .get())
        .isNull();
  }

  @Test
  void aLongNameIsShortenedInItsJobOnly() {
    var name = "a".repeat(60);
    site.source(name, "one", "copyMethod: Snapshot");

    Site.soon()
        .until(
            () ->
                site
                    .client()
                    .batch()
                    .v1()
                    .jobs()
                    .inNamespace(site.namespace())
                    .list()
                    .getItems()
                    .stream()
                    .anyMatch(
                        job -> job.getMetadata().getName().matches("volsync-src-[0-9a-f]{8}")));
    bench.cluster().node().refuseScheduling(false);
    site.awaitSynced(Site.SOURCE, name, "one");

    assertThat(site.claimNamed("volsync-src-" + name + "-cache")).isPresent();
  }

  private Job awaitJob() {
    Site.soon().until(() -> site.job("volsync-src-app").isPresent());
    return site.job("volsync-src-app").orElseThrow();
  }

  private static Container container(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private void pause(boolean isPaused) {
    site.client()
        .genericKubernetesResources("volsync.backube/v1alpha1", Site.SOURCE)
        .inNamespace(site.namespace())
        .withName("app")
        .edit(
            source -> {
              source.<Map<String, Object>>get("spec").put("paused", isPaused);
              return source;
            });
  }
}
