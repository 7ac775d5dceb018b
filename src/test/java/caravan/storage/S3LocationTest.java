package caravan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3:s3.amazonaws.com/bucket, https://s3.amazonaws.com, bucket, ''",
    "s3://s3.amazonaws.com/bucket/prefix, https://s3.amazonaws.com, bucket, prefix",
    "s3:http://10.0.0.1:9000/volsync/data, http://10.0.0.1:9000, volsync, data",
    "s3:https://host:443/b/a/b/c/, https://host:443, b, a/b/c",
    "s3:host/b//a/./x/../c, https://host, b, a/c",
    "s3:host/b/../../c, https://host, b, c",
    "s3:http://[::1]:9000/b, http://[::1]:9000, b, ''",
    "s3:Host.Example/B, https://host.example, B, ''"
  })
  void readsEveryForm(String address, String endpoint, String bucket, String prefix) {
    var location = S3Location.parse(address);

    assertThat(location.endpoint()).isEqualTo(endpoint);
    assertThat(location.bucket()).isEqualTo(bucket);
    assertThat(location.prefix()).isEqualTo(prefix);
    assertThat(location).hasToString(address);
  }

  @Test
  void putsFilesBelowThePrefix() {
    assertThat(S3Location.parse("s3:host/b/p").key("config")).isEqualTo("p/config");
    assertThat(S3Location.parse("s3:host/b").key("config")).isEqualTo("config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:host", "s3:host/", "s3:", "s3:http://host", "s3:///b", "/folder"})
  void saysWhatAnAddressLooksLike(String address) {
    assertThatThrownBy(() -> S3Location.parse(address))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("s3:https://HOST/BUCKET/PREFIX");
  }

  @Test
  void refusesKeysInTheAddressWithoutRepeatingThem() {
    assertThatThrownBy(() -> S3Location.parse("s3:https://me:geheim@host/bucket"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageNotContaining("geheim");
  }
}
