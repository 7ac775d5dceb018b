package caravan.restic.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Test;

class SealerTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final MasterKey KEY =
      new MasterKey(
          HEX.parseHex("303e8687b1d7db18421bdc6bb8588ccadac4d59ee87b8ff70c44e635790cafef"),
          HEX.parseHex("ef4d8824cb80b2bcc5fbff8a9b12a42c"),
          HEX.parseHex("cc8d4b948ee0ebfe1d415de921d10353"));

  @Test
  void opensWhatResticSealed() {
    var sealed =
        HEX.parseHex(
            "69fb41c62d12def4593bd71757138606338f621aeaeb39da0fe4f99233f8037a"
                + "54ea63338a813bcf3f75d8c3cc75dddf8750");
    var plaintext = new byte[sealed.length];

    int length = new Sealer(KEY).open(sealed, 0, sealed.length, plaintext, 0);

    assertThat(new String(plaintext, 0, length, StandardCharsets.US_ASCII))
        .isEqualTo("Dies ist ein Test!");
  }

  @Test
  void macsThePublishedMessage() {
    var pad = HEX.parseHex("580b3b0f9447bb1e69d095b5928b6dbc");
    var tag = new byte[16];

    new Poly1305(HEX.parseHex("851fc40c3467ac0be05cc20404f3f700"))
        .mac(HEX.parseHex("f3f6"), 0, 2, pad, tag);

    assertThat(HEX.formatHex(tag)).isEqualTo("f4c633c3044fc145f84f335cb81953de");
  }

  @Test
  void macsThePublishedEmptyMessage() {
    var pad = new byte[16];
    var aes = AESEngine.newInstance();
    aes.init(true, new KeyParameter(HEX.parseHex("75deaa25c09f208e1dc4ce6b5cad3fbf")));
    aes.processBlock(HEX.parseHex("61ee09218d29b0aaed7e154a2c5509cc"), 0, pad, 0);
    var tag = new byte[16];

    new Poly1305(HEX.parseHex("a0f3080000f46400d0c7e9076c834403")).mac(new byte[0], 0, 0, pad, tag);

    assertThat(HEX.formatHex(tag)).isEqualTo("dd3fab2251f11ac759f0887129cc2ee7");
  }

  @Test
  void refusesAnInitialVectorOfZeros() {
    var sealed = new byte[Sealer.OVERHEAD_BYTES];
    var pad = new byte[16];
    var aes = AESEngine.newInstance();
    aes.init(true, new KeyParameter(KEY.macK()));
    aes.processBlock(new byte[16], 0, pad, 0);
    System.arraycopy(pad, 0, sealed, Sealer.IV_BYTES, pad.length);

    assertThat(new Sealer(KEY).isAuthentic(sealed, 0, sealed.length)).isFalse();
  }

  @Test
  void refusesWhatIsTooShortToBeSealed() {
    assertThat(new Sealer(KEY).open(new byte[31], 0, 31, new byte[31], 0)).isEqualTo(-1);
  }

  @Test
  void macsAsBouncyCastleDoes() {
    long seed = 20261124;
    var random = new Random(seed);
    for (int length = 0; length < 600; length++) {
      byte[] key = random(random, 32), nonce = random(random, 16), message = random(random, length);
      if (length % 3 == 0) {
        Arrays.fill(message, (byte) 0xff);
      }

      assertThat(ours(key, nonce, message))
          .as("length %d, seed %d", length, seed)
          .isEqualTo(bouncyCastle(key, nonce, message));
    }
  }

  @Test
  void sealsInPlaceAndOpensAgain() {
    for (int length : new int[] {0, 1, 15, 16, 31, 32, 33, 8191, 8192, 8193, 100_000}) {
      var plaintext = random(new Random(length), length);
      var buffer = new byte[length + Sealer.OVERHEAD_BYTES];
      System.arraycopy(plaintext, 0, buffer, Sealer.IV_BYTES, length);
      var sealer = new Sealer(KEY);

      int sealed = sealer.seal(buffer, Sealer.IV_BYTES, length, buffer, 0);
      var back = new byte[sealed];
      int opened = sealer.open(buffer, 0, sealed, back, 0);

      assertThat(Arrays.copyOf(back, opened)).isEqualTo(plaintext);
    }
  }

  @Test
  void refusesAChangedByte() {
    var sealer = new Sealer(KEY);
    var sealed = new byte[100 + Sealer.OVERHEAD_BYTES];
    sealer.seal(new byte[100], 0, 100, sealed, 0);
    sealed[50] ^= 1;

    int length = sealer.open(sealed, 0, sealed.length, new byte[200], 0);

    assertThat(length).isEqualTo(-1);
  }

  @Test
  void refusesAKeyOfZeros() {
    assertThatThrownBy(() -> MasterKey.of(new byte[64])).isInstanceOf(DamagedRepository.class);
  }

  private static byte[] ours(byte[] key, byte[] nonce, byte[] message) {
    var tag = new byte[16];
    var pad = new byte[16];
    var aes = AESEngine.newInstance();
    aes.init(true, new KeyParameter(key, 16, 16));
    aes.processBlock(nonce, 0, pad, 0);
    new Poly1305(Arrays.copyOf(key, 16)).mac(message, 0, message.length, pad, tag);
    return tag;
  }

  /** Bouncy Castle wants the key as k after r, and r clamped. */
  private static byte[] bouncyCastle(byte[] key, byte[] nonce, byte[] message) {
    var arranged = new byte[32];
    System.arraycopy(key, 16, arranged, 16, 16);
    System.arraycopy(key, 0, arranged, 0, 16);
    org.bouncycastle.crypto.generators.Poly1305KeyGenerator.clamp(arranged);
    var mac = new org.bouncycastle.crypto.macs.Poly1305(AESEngine.newInstance());
    mac.init(new ParametersWithIV(new KeyParameter(arranged), nonce));
    mac.update(message, 0, message.length);
    var tag = new byte[16];
    mac.doFinal(tag, 0);
    return tag;
  }

  private static byte[] random(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
