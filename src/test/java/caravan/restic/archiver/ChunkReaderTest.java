package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.chunker.Chunker;
import caravan.restic.chunker.Polynomial;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkReaderTest {
  private static final Chunker CHUNKER = Chunker.of(Polynomial.parse("3da3358b4dc173"));
  @TempDir Path folder;
  private final ChunkReader chunks = new ChunkReader(CHUNKER);

  @Test
  void cutsAsIfTheFileWereInMemory() throws IOException {
    var content = new byte[20 << 20];
    new Random(1).nextBytes(content);

    assertThat(lengths(content)).isEqualTo(cuts(content)).hasSizeGreaterThan(5);
  }

  @Test
  void aChunkOfTheGreatestLengthFits() throws IOException {
    var content = new byte[(17 << 20) + 5];
    Arrays.fill(content, (byte) 1);

    assertThat(lengths(content)).containsExactly(8 << 20, 8 << 20, (1 << 20) + 5);
  }

  @Test
  void aFileThatEndsWithACutHasNoEmptyChunk() throws IOException {
    assertThat(lengths(new byte[2 * Chunker.MIN_BYTES]))
        .containsExactly(Chunker.MIN_BYTES, Chunker.MIN_BYTES);
    assertThat(lengths(new byte[Chunker.MIN_BYTES])).containsExactly(Chunker.MIN_BYTES);
  }

  @Test
  void smallFilesAreOneChunkAndEmptyOnesNone() throws IOException {
    assertThat(lengths(new byte[] {1, 2, 3})).containsExactly(3);
    assertThat(lengths(new byte[0])).isEmpty();
  }

  private List<Integer> lengths(byte[] content) throws IOException {
    Files.write(folder.resolve("file"), content);
    var lengths = new ArrayList<Integer>();
    try (var directory = Directory.open(BytePath.of(folder.toString()));
        var file = directory.openForReading(BytePath.of("file"))) {
      int position = 0;
      do {
        int length = chunks.read(file, position);
        assertThat(Arrays.equals(chunks.buffer(), 0, length, content, position, position + length))
            .isTrue();
        if (length > 0) {
          lengths.add(length);
        }
        position += length;
      } while (!chunks.isAtEnd());
      assertThat(position).isEqualTo(content.length);
    }
    return lengths;
  }

  private static List<Integer> cuts(byte[] content) {
    var lengths = new ArrayList<Integer>();
    for (int from = 0; from < content.length; ) {
      var rest = Arrays.copyOfRange(content, from, content.length);
      int cut = CHUNKER.cut(rest, 0, rest.length);
      lengths.add(cut < 0 ? rest.length : cut);
      from += lengths.getLast();
    }
    return lengths;
  }
}
