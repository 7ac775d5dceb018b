package caravan.restic.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import caravan.restic.InvalidInput;
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
    assertThatThrownBy(() -> new ScryptParameters(1 << 16, 1, 1))
        .isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> new ScryptParameters(2, 1, 1 << 29))
        .isInstanceOf(DamagedRepository.class);
  }

  @Test
  void saysWhenAKeyNeedsMoreMemoryThanThereIs() {
    var costly = new ScryptParameters(1 << 24, 2, 1);

    assertThatThrownBy(() -> costly.derive(new byte[0], new byte[64]))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("4096 MiB")
        .hasMessageContaining("--key-hint");
  }

  @Test
  void writesAKeyFileAsResticDoes() {
    var key =
        new KeyFile("2026-11-24T10:00:00Z", "root", "nas", CHEAP, new byte[3], new byte[] {-1});

    assertThat(new String(key.encode(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "{\"created\":\"2026-11-24T10:00:00Z\",\"username\":\"root\",\"hostname\":\"nas\","
                + "\"kdf\":\"scrypt\",\"N\":128,\"r\":1,\"p\":1,\"salt\":\"AAAA\",\"data\":\"/w==\"}");
  }

  @Test
  void refusesOtherDerivations() {
    var json = "{\"kdf\":\"argon2\"}".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> KeyFile.decode(json)).hasMessageContaining("argon2");
  }
}
