package caravan.restic.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

class ScryptTest {
  @Test
  void knowsTheAnswersOfItsStandard() {
    assertThat(derive("", "", new ScryptParameters(16, 1, 1)))
        .isEqualTo(
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906");
    assertThat(derive("password", "NaCl", new ScryptParameters(1024, 8, 16)))
        .isEqualTo(
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    assertThat(derive("pleaseletmein", "SodiumChloride", new ScryptParameters(16384, 8, 1)))
        .isEqualTo(
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887");
  }

  @Test
  void agreesWithAnotherImplementation() {
    var random = new Random(11);
    for (int i = 0; i < 40; i++) {
      var password = new byte[random.nextInt(100)];
      var salt = new byte[random.nextInt(70)];
      random.nextBytes(password);
      random.nextBytes(salt);
      int n = 2 << random.nextInt(8), r = 1 + random.nextInt(9), p = 1 + random.nextInt(3);

      assertThat(Scrypt.derive(password, salt, new ScryptParameters(n, r, p), 64))
          .isEqualTo(SCrypt.generate(password, salt, n, r, p, 64));
    }
  }

  private static String derive(String password, String salt, ScryptParameters parameters) {
    return HexFormat.of()
        .formatHex(
            Scrypt.derive(
                password.getBytes(StandardCharsets.UTF_8),
                salt.getBytes(StandardCharsets.UTF_8),
                parameters,
                64));
  }
}
