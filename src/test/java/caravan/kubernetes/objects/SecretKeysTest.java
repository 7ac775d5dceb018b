package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {
  /** The optional keys that VolSync 0.17.0 passes on, besides {@code RCLONE_}. */
  private static final List<String> VOLSYNC =
      List.of(
          """
          RESTIC_COMPRESSION RESTIC_PACK_SIZE RESTIC_READ_CONCURRENCY RESTIC_REST_USERNAME \
          RESTIC_REST_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN \
          AWS_DEFAULT_REGION AWS_PROFILE RESTIC_AWS_ASSUME_ROLE_ARN \
          RESTIC_AWS_ASSUME_ROLE_SESSION_NAME RESTIC_AWS_ASSUME_ROLE_EXTERNAL_ID \
          RESTIC_AWS_ASSUME_ROLE_POLICY RESTIC_AWS_ASSUME_ROLE_REGION \
          RESTIC_AWS_ASSUME_ROLE_STS_ENDPOINT ST_AUTH ST_USER ST_KEY OS_AUTH_URL OS_REGION_NAME \
          OS_USERNAME OS_USER_ID OS_PASSWORD OS_TENANT_ID OS_TENANT_NAME OS_USER_DOMAIN_NAME \
          OS_USER_DOMAIN_ID OS_PROJECT_NAME OS_PROJECT_DOMAIN_NAME OS_PROJECT_DOMAIN_ID \
          OS_TRUST_ID OS_APPLICATION_CREDENTIAL_ID OS_APPLICATION_CREDENTIAL_NAME \
          OS_APPLICATION_CREDENTIAL_SECRET OS_STORAGE_URL OS_AUTH_TOKEN B2_ACCOUNT_ID \
          B2_ACCOUNT_KEY AZURE_ACCOUNT_NAME AZURE_ACCOUNT_KEY AZURE_ACCOUNT_SAS \
          AZURE_ENDPOINT_SUFFIX AZURE_TENANT_ID AZURE_CLIENT_ID AZURE_FEDERATED_TOKEN_FILE \
          GOOGLE_PROJECT_ID"""
              .split("\\s+"));

  @Test
  void passesEachKeyThatVolSyncPasses() {
    assertThat(SecretKeys.optional(VOLSYNC))
        .hasSize(47)
        .containsExactlyInAnyOrderElementsOf(VOLSYNC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESTIC_FUTURE", "AWS_SHARED_CREDENTIALS_FILE", "RESTIC_CACERT"})
  void passesWhatVolSyncDropsOfRestic(String key) {
    assertThat(SecretKeys.optional(List.of(key))).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RCLONE_CONFIG_REMOTE_TYPE", "RCLONE_config-my.remote_type"})
  void passesWhateverBeginsLikeRclone(String key) {
    assertThat(SecretKeys.optional(List.of(key))).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PATH", "LD_PRELOAD", "password", "restic_password", "MY_AWS_KEY", "OS_X"})
  void passesNothingElse(String key) {
    assertThat(SecretKeys.optional(List.of(key))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESTIC_REPOSITORY", "RESTIC_PASSWORD", "RESTIC_CACHE_DIR"})
  void passesNothingTwiceAndNoCacheDirectory(String key) {
    assertThat(SecretKeys.optional(List.of(key))).isEmpty();
  }

  @Test
  void sortsThem() {
    assertThat(SecretKeys.optional(List.of("RCLONE_B", "AWS_PROFILE", "RCLONE_A")))
        .containsExactly("AWS_PROFILE", "RCLONE_A", "RCLONE_B");
  }
}
