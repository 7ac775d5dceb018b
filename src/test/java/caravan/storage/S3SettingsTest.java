package caravan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {
  private static S3Settings settings(
      String address, Map<String, String> environment, Map<String, String> options) {
    return S3Settings.from(
        StoreSettings.of(environment).withOptions(options), S3Location.parse(address));
  }

  @Test
  void takesTheRegionFromTheOptionThenTheEnvironmentThenTheHost() {
    var variable = Map.of("AWS_DEFAULT_REGION", "from-variable");
    var option = Map.of("s3.region", "from-option");
    var amazon = "s3:s3.eu-central-1.amazonaws.com/b";

    assertThat(settings(amazon, variable, option).region()).isEqualTo("from-option");
    assertThat(settings(amazon, variable, Map.of()).region()).isEqualTo("from-variable");
    assertThat(settings(amazon, Map.of(), Map.of()).region()).isEqualTo("eu-central-1");
    assertThat(settings("s3:minio/b", Map.of(), Map.of()).region()).isEqualTo("us-east-1");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:minio:9000/b, auto, true",
    "s3:minio:9000/b, dns, false",
    "s3:s3.amazonaws.com/b, auto, false",
    "s3:s3.amazonaws.com/b, path, true",
    "s3:s3.amazonaws.com/b.with.dots, auto, true"
  })
  void choosesWhereTheBucketStands(String address, String lookup, boolean pathStyle) {
    var settings = settings(address, Map.of(), Map.of("s3.bucket-lookup", lookup));

    assertThat(settings.pathStyle()).isEqualTo(pathStyle);
  }

  @ParameterizedTest
  @CsvSource({
    "s3.connections, many",
    "s3.connections, 0",
    "s3.bucket-lookup, elsewhere",
    "s3.list-objects-v1, maybe",
    "s3.enable-restore, true"
  })
  void namesAnOptionItCannotTake(String name, String value) {
    assertThatThrownBy(() -> settings("s3:host/b", Map.of(), Map.of(name, value)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(name);
  }

  @Test
  void namesTheKeyThatIsMissing() {
    var location = S3Location.parse("s3:host/b");
    var none = settings("s3:host/b", Map.of(), Map.of());

    assertThatThrownBy(() -> S3Credentials.find(Map.of("AWS_ACCESS_KEY_ID", "key"), none, location))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY");
    assertThatThrownBy(() -> S3Credentials.find(Map.of("HOME", "/nowhere"), none, location))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("AWS_ACCESS_KEY_ID")
        .hasMessageContaining("s3:host/b");
  }

  @Test
  void neverPrintsWhatItWasGiven() {
    assertThat(StoreSettings.of(Map.of("AWS_SECRET_ACCESS_KEY", "geheim")))
        .asString()
        .doesNotContain("geheim");
  }
}
