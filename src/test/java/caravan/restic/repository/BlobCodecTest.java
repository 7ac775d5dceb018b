package caravan.restic.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.crypto.MasterKey;
import caravan.restic.pack.PackEntry;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobCodecTest {
  private final Random random = new Random(3);
  private final BlobCodec codec =
      new BlobCodec(MasterKey.random(new SecureRandom()), Compression.AUTO, 2);

  @AfterEach
  void close() {
    codec.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8_191, 8_192, 8_193, 32_768, 1_000_000, 8 << 20})
  void turnsContentIntoABlobAndBack(int length) {
    var noise = bytes(length);
    var text = text(length);

    for (var content : new byte[][] {noise, text, new byte[length]}) {
      for (var type : BlobType.values()) {
        int size = codec.encode(type, content, length);

        assertThat(codec.turnsBackInto(content, length, size)).isTrue();
        assertThat(
                Arrays.equals(codec.decode(entry(type, content, size), codec.sealed(), 0), content))
            .isTrue();
      }
    }
  }

  @Test
  void noticesContentThatIsNotTheBlobs() {
    for (var content : new byte[][] {bytes(100_000), text(100_000)}) {
      int size = codec.encode(BlobType.DATA, content, content.length);

      for (int at : new int[] {0, 50_000, 99_999}) {
        content[at] ^= 1;
        assertThat(codec.turnsBackInto(content, content.length, size)).isFalse();
        content[at] ^= 1;
      }
      assertThat(codec.turnsBackInto(content, content.length - 1, size)).isFalse();
      assertThat(codec.turnsBackInto(Arrays.copyOf(content, 100_001), 100_001, size)).isFalse();
      assertThat(codec.turnsBackInto(content, content.length, size)).isTrue();
    }
  }

  @Test
  void noticesABlobThatIsNotTheContents() {
    var content = text(100_000);
    int size = codec.encode(BlobType.DATA, content, content.length);
    var entry = entry(BlobType.DATA, content, size);

    codec.sealed()[size / 2] ^= 1;

    assertThat(codec.turnsBackInto(content, content.length, size)).isFalse();
    assertThatThrownBy(() -> codec.decode(entry, codec.sealed(), 0))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining(entry.id().toString())
        .hasMessageContaining("ciphertext verification failed");
  }

  @Test
  void refusesABlobOfAnotherId() {
    var content = text(1_000);
    int size = codec.encode(BlobType.DATA, content, content.length);
    var entry = entry(BlobType.DATA, content, size);
    var other =
        new PackEntry(
            BlobType.DATA, codec.hash(new byte[1], 1), 0, size, entry.uncompressedBytes());

    assertThatThrownBy(() -> codec.decode(other, codec.sealed(), 0))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("its content has another hash");
  }

  private PackEntry entry(BlobType type, byte[] content, int size) {
    return new PackEntry(
        type, codec.hash(content, content.length), 0, size, codec.uncompressedBytes());
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Compresses to about a half. */
  private byte[] text(int length) {
    var bytes = bytes(length);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + (bytes[i] & 15));
    }
    return bytes;
  }
}
