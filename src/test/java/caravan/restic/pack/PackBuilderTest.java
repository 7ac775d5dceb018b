package caravan.restic.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.crypto.MasterKey;
import caravan.restic.crypto.Sealer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackBuilderTest {
  private final Sealer sealer = new Sealer(MasterKey.random(new SecureRandom()));

  @Test
  void packHoldsItsBlobsWithoutGapsAndAHeaderThatListsThem() {
    var builder = new PackBuilder(1000);
    builder.add(BlobType.DATA, Id.hash(new byte[] {1}), 0, new byte[900], 900);
    builder.add(BlobType.TREE, Id.hash(new byte[] {2}), 5000, new byte[1200], 1200);
    var entries = builder.entries();
    int size = builder.sizeBytes();

    var id = builder.finish(sealer);

    var content = new byte[builder.content().remaining()];
    builder.content().get(content);
    assertThat(content).hasSize(size);
    assertThat(PackHeader.packBytes(entries)).isEqualTo(size);
    assertThat(Id.hash(content)).isEqualTo(id);
    assertThat(headerOf(content)).isEqualTo(entries);
  }

  @Test
  void builderIsUsedAgain() {
    var builder = new PackBuilder(1000);
    builder.add(BlobType.DATA, Id.hash(new byte[] {1}), 0, new byte[900], 900);
    builder.finish(sealer);

    builder.clear();
    builder.add(BlobType.DATA, Id.hash(new byte[] {3}), 0, new byte[40], 40);
    var id = builder.finish(sealer);

    var content = new byte[builder.content().remaining()];
    builder.content().get(content);
    assertThat(Id.hash(content)).isEqualTo(id);
    assertThat(headerOf(content)).hasSize(1);
  }

  @Test
  void growsBeyondWhatIsExpected() {
    try (var builder = new PackBuilder(1000)) {
      for (int i = 0; i < 40; i++) {
        builder.add(BlobType.DATA, Id.hash(new byte[] {(byte) i}), 0, new byte[100_000], 100_000);
      }
      var id = builder.finish(sealer);

      var content = new byte[builder.content().remaining()];
      builder.content().get(content);
      assertThat(content).hasSizeGreaterThan(4_000_000);
      assertThat(Id.hash(content)).isEqualTo(id);
      assertThat(headerOf(content)).hasSize(40);
    }
  }

  @Test
  void refusesHeadersThatCannotBe() {
    assertThatThrownBy(() -> PackHeader.decode(new byte[] {7}))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageContaining("type 7");
    assertThatThrownBy(() -> PackHeader.decode(new byte[20])).hasMessageContaining("cut off");
    assertThatThrownBy(() -> PackHeader.sealedLength(0, 100)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> PackHeader.sealedLength(-1, 100)).hasMessageContaining("4294967295");
  }

  @Test
  void refusesACompressedBlobOfNoLength() {
    var header =
        PackHeader.encode(List.of(new PackEntry(BlobType.DATA, Id.hash(new byte[1]), 0, 40, 7)));
    header[5] = 0;

    assertThatThrownBy(() -> PackHeader.decode(header)).isInstanceOf(DamagedRepository.class);
  }

  private List<PackEntry> headerOf(byte[] pack) {
    int field =
        java.nio.ByteBuffer.wrap(pack).order(ByteOrder.LITTLE_ENDIAN).getInt(pack.length - 4);
    int length = PackHeader.sealedLength(field, pack.length);
    var header = new byte[length];
    int plain = sealer.open(pack, pack.length - 4 - length, length, header, 0);
    return PackHeader.decode(Arrays.copyOf(header, plain));
  }
}
