package caravan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "store.example.com, example.com",
    "store.example.com, .example.com",
    "store.example.com, 'other, *.example.com'",
    "store.example.com, store.example.com:443",
    "store.example.com, *",
    "10.1.2.3, 10.0.0.0/8",
    "127.0.0.1, ''",
    "localhost, ''"
  })
  void goesDirectlyWhereNoProxySaysSo(String host, String noProxy) {
    var environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy);

    assertThat(ProxyChoice.of(environment, true, host)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "store.example.com, ample.com",
    "store.example.com, ''",
    "11.1.2.3, 10.0.0.0/8",
    "example.com.evil, example.com"
  })
  void usesTheProxyOtherwise(String host, String noProxy) {
    var environment = Map.of("HTTPS_PROXY", "proxy:3128", "no_proxy", noProxy);

    assertThat(ProxyChoice.of(environment, true, host)).contains(URI.create("http://proxy:3128"));
  }

  @Test
  void keepsTheSchemesApart() {
    var environment = Map.of("https_proxy", "http://proxy:3128");

    assertThat(ProxyChoice.of(environment, false, "store")).isEmpty();
  }
}
