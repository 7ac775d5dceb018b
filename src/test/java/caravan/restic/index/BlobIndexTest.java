package caravan.restic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.pack.PackContent;
import caravan.restic.pack.PackEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobIndexTest {
  @Test
  void findsEveryBlobByTypeAndId() {
    var index = new BlobIndex();
    for (int i = 0; i < 100_000; i++) {
      index.add(id(i / 10), entry(BlobType.DATA, i, 7 * i));
    }

    for (int i = 0; i < 100_000; i += 997) {
      assertThat(index.find(BlobType.DATA, id(i)))
          .isEqualTo(new BlobLocation(id(i / 10), entry(BlobType.DATA, i, 7 * i)));
    }
    assertThat(index.contains(BlobType.TREE, id(5))).isFalse();
    assertThat(index.contains(BlobType.DATA, id(100_000))).isFalse();
    assertThat(index.size()).isEqualTo(100_000);
    assertThat(index.packs()).hasSize(10_000);
  }

  @Test
  void keepsSeveralCopiesButNotTheSameOneTwice() {
    var index = new BlobIndex();
    index.add(id(1), entry(BlobType.DATA, 9, 0));
    index.add(id(2), entry(BlobType.DATA, 9, 0));
    index.add(id(2), entry(BlobType.DATA, 9, 0));

    assertThat(index.findAll(BlobType.DATA, id(9)))
        .extracting(BlobLocation::packId)
        .containsExactly(id(1), id(2));
  }

  @Test
  void indexFileReadsBack() {
    var packs =
        List.of(
            new PackContent(id(1), List.of(entry(BlobType.DATA, 2, 0), entry(BlobType.TREE, 3, 9))),
            new PackContent(id(4), List.of(new PackEntry(BlobType.TREE, id(5), 0, 100, 12_345))));
    var read = new ArrayList<PackContent>();

    IndexFile.decode(IndexFile.encode(packs), read::add);

    assertThat(read).isEqualTo(packs);
  }

  @Test
  void passesOverWhatOtherProgramsWrite() {
    var json =
        """
        {"supersedes":["%1$s"],"time":null,"packs_to_delete":[{"id":"%1$s","blobs":[]}],
         "packs":[{"time":"x","size":5,"blobs":[{"length":33,"offset":1,"id":"%1$s","type":"data"}],"id":"%1$s"}]}
        """
            .formatted(id(7));
    var read = new ArrayList<PackContent>();

    IndexFile.decode(json.getBytes(StandardCharsets.UTF_8), read::add);

    assertThat(read)
        .containsExactly(
            new PackContent(id(7), List.of(new PackEntry(BlobType.DATA, id(7), 1, 33, 0))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{",
        "{\"packs\":[{}]}",
        "{\"packs\":[{\"id\":\"12\"}]}",
        "{\"packs\":5}",
        "{\"packs\":[{\"id\":",
        "{\"packs\":[]}x",
        "{\"a\":[[[[",
        "{\"packs\":[{\"id\":\"\\u00"
      })
  void refusesWhatIsNoIndex(String json) {
    assertThatThrownBy(() -> IndexFile.decode(json.getBytes(StandardCharsets.UTF_8), pack -> {}))
        .isInstanceOf(DamagedRepository.class);
  }

  private static PackEntry entry(BlobType type, int number, int offset) {
    return new PackEntry(type, id(number), offset, 100, 0);
  }

  private static Id id(int number) {
    return Id.hash(ByteBuffer.allocate(4).putInt(number).array());
  }
}
