package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source whose repository's Secret is not as it must be makes nothing before it is mended. */
class RepositorySecretIT {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{RESTIC_REPOSITORY: /mnt/repo}",
        "{RESTIC_PASSWORD: secret}",
        "{RESTIC_REPOSITORY: /mnt/repo, RESTIC_PASSWORD: ' '}"
      })
  void aKeyThatSaysNothingIsNamedBeforeAnythingIsMade(String data) throws Exception {
    var site = withSecret(data);

    site.source("app", "first", "copyMethod: Snapshot");
    awaitHealth(site, "False/SecretMissing");

    assertNothingIsMade(site);
  }

  @Test
  void aMissingSecretIsWaitedForWithNothingMade() throws Exception {
    var site = withSecret("{RESTIC_PASSWORD: secret}");
    site.client().secrets().inNamespace(site.namespace()).withName("repo").delete();

    site.source("app", "first", "copyMethod: Snapshot");
    awaitHealth(site, "False/SecretMissing");

    assertNothingIsMade(site);
  }

  @Test
  void aMendedSecretLetsTheSourceRun() throws Exception {
    var site = withSecret("{RESTIC_REPOSITORY: /mnt/repo}");
    site.source("app", "first", "copyMethod: Snapshot");
    awaitHealth(site, "False/SecretMissing");

    secret(site, "{RESTIC_REPOSITORY: /mnt/repo, RESTIC_PASSWORD: secret}");
    site.source("app", "second", "copyMethod: Snapshot");
    site.awaitSynced(Site.SOURCE, "app", "second");

    assertThat(site.condition(Site.SOURCE, "app", "Healthy")).isEqualTo("True/Succeeded");
  }

  @Test
  void aMissingAuthorityIsNamedBeforeAnythingIsMade() throws Exception {
    var site = withSecret("{RESTIC_REPOSITORY: /mnt/repo, RESTIC_PASSWORD: secret}");

    site.source("app", "first", "copyMethod: Snapshot", "customCA: {secretName: ca, key: ca.crt}");
    awaitHealth(site, "False/SecretMissing");

    assertNothingIsMade(site);
  }

  private static Site withSecret(String data) throws Exception {
    var site = bench.site();
    site.claim("data");
    Files.writeString(site.folder("data").resolve("note"), "kept");
    secret(site, data);
    return site;
  }

  private static void secret(Site site, String data) {
    site.client().secrets().inNamespace(site.namespace()).withName("repo").delete();
    site.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: repo}
        stringData: %s
        """
            .formatted(data));
  }

  private static void awaitHealth(Site site, String health) {
    Site.soon()
        .untilAsserted(
            () -> assertThat(site.condition(Site.SOURCE, "app", "Healthy")).isEqualTo(health));
  }

  private static void assertNothingIsMade(Site site) {
    assertThat(site.condition(Site.SOURCE, "app", "Synchronizing")).isEqualTo("False/Error");
    assertThat(site.reasons("app")).doesNotContain("VolumeSnapshotCreated");
    assertThat(site.claimNamed("volsync-app-src")).isEmpty();
    assertThat(site.claimNamed("volsync-src-app-cache")).isEmpty();
    assertThat(site.job("volsync-src-app")).isEmpty();
  }
}
