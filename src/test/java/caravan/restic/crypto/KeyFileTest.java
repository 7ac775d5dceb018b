package caravan.restic.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyFileTest {
  private static final ScryptParameters CHEAP = new ScryptParameters(128, 1, 1);
  private static final KeyFile.Origin ORIGIN =
      new KeyFile.Origin("2026-11-24T10:00:00Z", "root", "nas");

  @Test
  void opensWithItsPasswordOnly() {
    var masterKey = MasterKey.random(new SecureRandom());
    var key = KeyFile.create("secret".getBytes(StandardCharsets.UTF_8), masterKey, CHEAP, ORIGIN);

    var read = KeyFile.decode(key.encode());

    assertThat(read.open("secret".getBytes(StandardCharsets.UTF_8)).encrypt())
        .isEqualTo(masterKey.encrypt());
    assertThat(read.open("wrong".getBytes(StandardCharsets.UTF_8))).isNull();
    assertThat(read.hostname()).isEqualTo("nas");
  }

  @Test
  void refusesAbsurdParameters() {
    assertThatThrownBy(() -> new ScryptParameters(1000, 8, 1))
        .isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> new ScryptParameters(1 << 30, 1 << 20, 1))
        .hasMessageContaining("4 GiB");
  }

  @Test
  void refusesOtherDerivations() {
    var json = "{\"kdf\":\"argon2\"}".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> KeyFile.decode(json)).hasMessageContaining("argon2");
  }
}
