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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
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
  void tellsTypesApartWhereIdsAreEqual() {
    var index = new BlobIndex();
    index.add(id(1), entry(BlobType.TREE, 9, 0));
    index.add(id(2), entry(BlobType.DATA, 9, 0));
    index.add(id(3), entry(BlobType.TREE, 9, 0));

    assertThat(index.find(BlobType.DATA, id(9)).packId()).isEqualTo(id(2));
    assertThat(index.findAll(BlobType.TREE, id(9)))
        .extracting(BlobLocation::packId)
        .containsExactly(id(1), id(3));
    assertThat(index.ordinal(BlobType.TREE, id(9))).isZero();
    assertThat(index.ordinal(BlobType.DATA, id(9))).isEqualTo(1);
    assertThat(index.ordinal(BlobType.DATA, id(8))).isEqualTo(-1);
  }

  @Test
  void readersSeeWholeEntriesWhileOthersAdd() throws InterruptedException {
    var index = new BlobIndex();
    var added = new AtomicInteger();
    var wrong = new AtomicInteger();
    Runnable reader =
        () -> {
          for (int seen = 0; seen < 50_000; seen = added.get()) {
            for (int i = Math.max(0, seen - 500); i < seen; i++) {
              var found = index.find(BlobType.DATA, id(i));
              if (found == null || !found.entry().equals(entry(BlobType.DATA, i, i))) {
                wrong.incrementAndGet();
              }
            }
          }
        };
    var readers = List.of(new Thread(reader), new Thread(reader));
    readers.forEach(Thread::start);

    for (int i = 0; i < 50_000; i++) {
      index.add(id(i / 10), entry(BlobType.DATA, i, i));
      added.set(i + 1);
    }
    for (var thread : readers) {
      thread.join();
    }

    assertThat(wrong).hasValue(0);
  }

  @Test
  void writesIndexFilesByteForByteAsResticDoes() {
    var pack =
        new PackContent(
            Id.parse("aa".repeat(32)),
            List.of(
                new PackEntry(BlobType.DATA, Id.parse("bb".repeat(32)), 0, 123, 456),
                new PackEntry(BlobType.TREE, Id.parse("cc".repeat(32)), 123, 40, 0)));

    assertThat(new String(IndexFile.encode(List.of(pack)), StandardCharsets.US_ASCII))
        .isEqualTo(
            "{\"packs\":[{\"id\":\"%s\",\"blobs\":[{\"id\":\"%s\",\"type\":\"data\",\"offset\":0,\"length\":123,\"uncompressed_length\":456},{\"id\":\"%s\",\"type\":\"tree\",\"offset\":123,\"length\":40}]}]}\n"
                .formatted("aa".repeat(32), "bb".repeat(32), "cc".repeat(32)));
  }

  @Test
  void acceptsAnIndexWithoutPacks() {
    for (var json : List.of("{}", "{\"packs\":null}", " {\"packs\" : [ ] }\n")) {
      IndexFile.decode(
          json.getBytes(StandardCharsets.UTF_8), pack -> Assertions.fail("found a pack"));
    }
  }

  @Test
  void anyDamageIsToldAsDamage() {
    long seed = 20261124;
    var random = new Random(seed);
    var good =
        IndexFile.encode(List.of(new PackContent(id(1), List.of(entry(BlobType.DATA, 2, 0)))));
    for (int round = 0; round < 20_000; round++) {
      var bad = Arrays.copyOf(good, round % 3 == 0 ? random.nextInt(good.length) : good.length);
      for (int change = 0; change < random.nextInt(4) && bad.length > 0; change++) {
        bad[random.nextInt(bad.length)] =
            (byte)
                (random.nextBoolean()
                    ? "{}[],:\"\\0-e".charAt(random.nextInt(11))
                    : random.nextInt());
      }
      try {
        IndexFile.decode(bad, pack -> {});
      } catch (DamagedRepository expected) {
        continue;
      } catch (RuntimeException e) {
        Assertions.fail("seed %d, round %d".formatted(seed, round), e);
      }
    }
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
        "{\"packs\":[{\"id\":\"8888888888888888888888888888888888888888888888888888888888888888\",\"blobs\":[{\"id\":\"8888888888888888888888888888888888888888888888888888888888888888\",\"type\":\"data\",\"offset\":0,\"length\":31}]}]}",
        "{\"packs\":[{\"id\":\"8888888888888888888888888888888888888888888888888888888888888888\",\"blobs\":[{\"id\":\"8888888888888888888888888888888888888888888888888888888888888888\",\"type\":\"data\",\"offset\":2147483600,\"length\":100}]}]}",
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
