package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"s3:https://minio.example/bucket/app", "s3:s3.amazonaws.com/bucket"})
  void servesBuckets(String address) {
    assertThat(RepositoryAddress.of(address)).isEqualTo(new RepositoryAddress.S3());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mnt/repo", "local:/mnt/repo", "/mnt/a:b", "./repo", "../repo", "repo"})
  void servesTheFolderOfAMoverVolumePain13(String address) {
    assertThat(RepositoryAddress.of(address)).isEqualTo(new RepositoryAddress.Folder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "sftp", "azure", "gs", "b2", "swift", "rclone"})
  void refusesByNameWhatItDoesNotServe(String kind) {
    var refused = (RepositoryAddress.Refused) RepositoryAddress.of(kind + ":place");

    assertThat(refused.reason()).contains("the kind " + kind + ":");
  }

  @Test
  void repeatsNoPasswordOfAnAddress() {
    assertThat(RepositoryAddress.of("rest:https://me:hidden@host/"))
        .asString()
        .doesNotContain("hidden");
    assertThat(RepositoryAddress.of("hidden:place")).asString().doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesAnEmptyAddress(String address) {
    assertThat(RepositoryAddress.of(address)).isInstanceOf(RepositoryAddress.Refused.class);
  }
}
