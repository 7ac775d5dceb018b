package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeReaderTest {
  @Test
  void nodesAreWrittenAgainByteForByte() {
    var tree = tree();
    var writer = new TreeWriter();

    TreeReader.nodes(tree).forEach(writer::add);

    assertThat(writer.finish()).isEqualTo(tree);
  }

  @Test
  void rawNodesAreTakenOverAsTheyAre() {
    var tree = tree();
    var reader = new TreeReader(tree);
    var writer = new TreeWriter();

    while (reader.next() != null) {
      writer.addRaw(tree, reader.start(), reader.end());
    }

    assertThat(writer.finish()).isEqualTo(tree);
  }

  @Test
  void toleratesUnknownMembersAndAnyOrderAndCase() {
    var json =
        """
        {"version": 1, "Nodes": [ {"new": {"nodes": [1]}, "CONTENT": [], "type": "file", "Name": "a"} ],
         "after": null}
        """;

    var nodes = TreeReader.nodes(bytes(json));

    assertThat(nodes).hasSize(1);
    assertThat(nodes.getFirst().name()).isEqualTo(bytes("a"));
    assertThat(nodes.getFirst().content()).isEmpty();
  }

  @Test
  void theEmptyTreeHasItsLineFeed() {
    assertThat(new TreeWriter().finish()).isEqualTo(bytes("{\"nodes\":[]}\n"));
    assertThat(TreeReader.nodes(bytes("{\"nodes\":[]}\n"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "{\"nodes\":null}",
        "{\"nodes\":{}}",
        "{\"nodes\":[]",
        "{\"nodes\":[]}x",
        "{\"nodes\":[1]}",
        "{\"nodes\":[{\"mode\":-1}]}",
        "{\"nodes\":[{\"name\":\"\\\\x1\"}]}",
        "{\"nodes\":[{\"mtime\":\"yesterday\"}]}",
        "{\"nodes\":[{\"content\":[\"abc\"]}]}",
        "{\"nodes\":[{\"linktarget_raw\":\"*\"}]}"
      })
  void refusesWhatIsNoTree(String json) {
    assertThatThrownBy(() -> TreeReader.nodes(bytes(json))).isInstanceOf(DamagedRepository.class);
  }

  @Test
  void damagedBytesAreDamageAndNothingElse() {
    long seed = 99;
    var random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      var tree = tree();
      for (int change = random.nextInt(4); change >= 0; change--) {
        tree[random.nextInt(tree.length)] = oddByte(random);
      }
      var cut = random.nextBoolean() ? tree : Arrays.copyOf(tree, random.nextInt(tree.length));

      assertThat(readsOrIsDamaged(cut))
          .as("seed %d, round %d: %s", seed, round, new String(cut, StandardCharsets.ISO_8859_1))
          .isTrue();
    }
  }

  private static byte oddByte(Random random) {
    var odd = "\"\\{}[]:,0u-tn\0";
    return random.nextBoolean()
        ? (byte) odd.charAt(random.nextInt(odd.length()))
        : (byte) random.nextInt(256);
  }

  private static boolean readsOrIsDamaged(byte[] json) {
    try {
      TreeReader.nodes(json);
    } catch (DamagedRepository e) {
      return true;
    } catch (RuntimeException e) {
      return false;
    }
    return true;
  }

  private static byte[] tree() {
    var time = new Timestamp(1_700_000_000, 120, 330);
    var attributes =
        new Attributes(0644, time, time, time, -1, 7, "ä", "", -1, 1L << 63, 9, 2, 259);
    var attribute = new ExtendedAttribute("user.x", new byte[] {0, 1});
    var writer = new TreeWriter();
    writer.add(
        new Node(
            new byte[] {'a', '\\', '"', 10, (byte) 0xff},
            NodeType.FILE,
            attributes,
            null,
            List.of(attribute, new ExtendedAttribute("user.y", new byte[0])),
            List.of(Id.hash(new byte[1]), Id.hash(new byte[2])),
            null,
            "",
            null));
    writer.add(
        new Node(
            bytes("b"),
            NodeType.DIR,
            attributes,
            null,
            List.of(),
            null,
            Id.hash(new byte[3]),
            "odd",
            "{\"windows.creation_time\":\"AA==\"}"));
    writer.add(
        new Node(
            bytes("c😀"),
            NodeType.SYMLINK,
            attributes,
            new byte[] {'<', (byte) 0x80},
            List.of(),
            null,
            null,
            "",
            null));
    return writer.finish();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
