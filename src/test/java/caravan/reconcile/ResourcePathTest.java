package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a resource is written, and what of that reaches the API. */
class ResourcePathTest {
  @Test
  void threePartsAreGroupVersionAndPlural() {
    var path = ResourcePath.parse("batch/v1/jobs");

    assertThat(path).isEqualTo(new ResourcePath("batch", "v1", "jobs"));
    assertThat(path.context().getGroup()).isEqualTo("batch");
    assertThat(path.context().getPlural()).isEqualTo("jobs");
  }

  @Test
  void twoPartsAreOfTheCoreGroup() {
    assertThat(ResourcePath.parse("v1/pods")).isEqualTo(new ResourcePath("", "v1", "pods"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/pods", "batch/v1/jobs"})
  void itsTextIsAsItWasWritten(String text) {
    assertThat(ResourcePath.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pods", "v1/", "/v1/pods", "v1//pods", "a/b/c/d", "batch/ /jobs"})
  void anythingElseIsRefusedWithWhatToWrite(String text) {
    assertThatThrownBy(() -> ResourcePath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is no resource: write version/plural or group/version/plural".formatted(text));
  }
}
