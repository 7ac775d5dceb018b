package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mover needs to reach its repository is looked for before anything is made. */
@ExtendWith(OperatorExtension.class)
class RepositorySecretIT {
  private static OperatorBench bench;
  private Site site;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @BeforeEach
  void makeSite() throws Exception {
    site = bench.siteWithNote("content");
  }

  @Test
  void aMissingSecretIsNamedAndNothingIsMadeUntilItIsThere() {
    site.client().secrets().inNamespace(site.namespace()).withName("repo").delete();

    site.source("app", "one", "copyMethod: Snapshot");

    awaitRefused("SecretMissing");
    assertNothingIsMade();
    secret(Map.of("RESTIC_REPOSITORY", "/mnt/repo", "RESTIC_PASSWORD", Site.PASSWORD));
    site.source("app", "two", "copyMethod: Snapshot");
    site.awaitSynced(Site.SOURCE, "app", "two");
  }

  @Test
  void aSecretWithoutAKeyIsRefused() {
    secret(Map.of("RESTIC_REPOSITORY", "/mnt/repo", "RESTIC_PASSWORD", ""));

    site.source("app", "one", "copyMethod: Snapshot");

    awaitRefused("SecretMissing");
    assertThat(message()).contains("repo has no RESTIC_PASSWORD");
    assertNothingIsMade();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "sftp", "azure", "gs", "b2", "swift", "rclone"})
  void aRepositoryOfAKindThatIsNotServedIsRefusedByName(String kind) {
    secret(Map.of("RESTIC_REPOSITORY", kind + ":user:hidden@host/x", "RESTIC_PASSWORD", "secret"));

    site.source("app", "one", "copyMethod: Snapshot");

    awaitRefused("RepositoryNotServed");
    assertThat(message()).contains(kind + ":").doesNotContain("hidden");
    assertNothingIsMade();
  }

  @Test
  void aCertificateThatIsNotThereIsNamed() {
    site.source("app", "one", "copyMethod: Snapshot", "customCA: {configMapName: ca, key: ca.crt}");

    awaitRefused("SecretMissing");
    assertThat(message()).contains("ConfigMap ca with the key ca.crt");
    assertNothingIsMade();
  }

  @Test
  void noValueOfASecretIsInAnythingThatIsMade() {
    secret(
        Map.of(
            "RESTIC_REPOSITORY", "/mnt/repo",
            "RESTIC_PASSWORD", "very-hidden",
            "AWS_SECRET_ACCESS_KEY", "also-hidden",
            "RESTIC_NEW_OPTION", "hidden-too",
            "SOMETHING_ELSE", "x"));
    bench.cluster().node().refuseScheduling(true);
    site.source("app", "one", "copyMethod: Snapshot");
    Site.soon().until(() -> site.job("volsync-src-app").isPresent());
    var job = site.job("volsync-src-app").orElseThrow();
    bench.cluster().node().refuseScheduling(false);
    site.awaitSynced(Site.SOURCE, "app", "one");

    var env = job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv();
    assertThat(env)
        .extracting(it -> it.getName())
        .contains("AWS_SECRET_ACCESS_KEY", "RESTIC_NEW_OPTION")
        .doesNotContain("SOMETHING_ELSE");
    assertThat(job.toString()).doesNotContain("hidden");
    assertThat(site.object(Site.SOURCE, "app").toString()).doesNotContain("hidden");
    assertThat(site.events("app").toString()).doesNotContain("hidden");
  }

  private void secret(Map<String, String> values) {
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName("repo")
            .withNamespace(site.namespace())
            .endMetadata()
            .withStringData(values)
            .build();
    site.client().secrets().inNamespace(site.namespace()).withName("repo").delete();
    site.client().resource(secret).create();
  }

  private void awaitRefused(String reason) {
    Site.soon()
        .until(() -> site.condition(Site.SOURCE, "app", "Healthy").equals("False/" + reason));
    assertThat(site.condition(Site.SOURCE, "app", "Synchronizing")).isEqualTo("False/Error");
    Site.soon().until(() -> site.reasons("app").contains(reason));
  }

  private String message() {
    return site.<List<Map<String, Object>>>status(Site.SOURCE, "app", "conditions").toString();
  }

  private void assertNothingIsMade() {
    assertThat(site.snapshots()).isEmpty();
    assertThat(site.job("volsync-src-app")).isEmpty();
    assertThat(site.claimNamed("volsync-app-src")).isEmpty();
    assertThat(site.claimNamed("volsync-src-app-cache")).isEmpty();
  }
}
