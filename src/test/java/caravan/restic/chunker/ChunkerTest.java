package caravan.restic.chunker;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.Id;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
  private static final Polynomial FIRST = Polynomial.parse("3da3358b4dc173");
  private static final Polynomial SECOND = Polynomial.parse("25b468838dcb75");
  private static final int STREAM_BYTES = 32 << 20;

  @Test
  void cutsTheHashStreamWhereTwoOtherImplementationsDo() {
    var stream = hashStream();

    assertThat(lengths(FIRST, stream))
        .containsExactly(
            2954950, 1586285, 1977297, 1649701, 1681192, 595664, 3593906, 525861, 1514132, 2249360,
            1015821, 1427637, 2194965, 1227079, 646588, 1056100, 1108983, 2158303, 1469914, 1018937,
            611242, 1097550, 192965);
    assertThat(lengths(SECOND, stream))
        .containsExactly(
            1472141, 880122, 1347725, 2814741, 2258582, 2653329, 3548108, 1549430, 624362, 869916,
            942301, 950595, 1730859, 1107204, 619196, 811470, 1704179, 630820, 1561520, 992097,
            2002276, 2483459);
    assertThat(Id.hash(Arrays.copyOf(stream, 2954950)))
        .hasToString("289cc1c6c3ea1a040eedfa33cd3c106d7877fa494afb72e7249a9bdb11b1a136");
  }

  @Test
  void cutsZerosAtTheMinimumAndOnesAtTheMaximum() {
    var ones = new byte[20 << 20];
    Arrays.fill(ones, (byte) 0xff);

    assertThat(lengths(FIRST, new byte[2 << 20])).containsOnly(512 << 10);
    assertThat(lengths(FIRST, ones)).containsExactly(8388608, 8388608, 4194304);
  }

  @Test
  void lanesFindWhatOneByteAtATimeFinds() {
    long seed = 42;
    var random = new Random(seed);
    var bytes = new byte[6 << 20];
    random.nextBytes(bytes);
    Arrays.fill(bytes, 3 << 20, 4 << 20, (byte) 0);

    assertThat(lengths(SECOND, bytes)).as("seed %d", seed).isEqualTo(naiveLengths(SECOND, bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3da3358b4dc173", "25b468838dcb75", "335857c15306a5",
        "249971770ab0ff", "330d45f2dd6f03", "32967ee8d59753"
      })
  void knowsIrreduciblePolynomials(String hex) {
    assertThat(Polynomial.parse(hex).isIrreducible()).isTrue();
  }

  @Test
  void knowsAReduciblePolynomial() {
    assertThat(Polynomial.parse("3da3358b4dc175").isIrreducible()).isFalse();
  }

  @Test
  void drawsIrreduciblePolynomials() {
    var polynomial = Polynomial.random(new java.security.SecureRandom());

    assertThat(polynomial.isIrreducible()).isTrue();
    assertThat(Polynomial.parse(polynomial.toString())).isEqualTo(polynomial);
  }

  /** Feeds the chunker piecewise, as a reader of a file does. */
  private static List<Integer> lengths(Polynomial polynomial, byte[] content) {
    var chunker = Chunker.of(polynomial);
    var lengths = new ArrayList<Integer>();
    for (int start = 0; start < content.length; ) {
      int available = Math.min(content.length - start, Chunker.MAX_BYTES);
      var buffer = Arrays.copyOfRange(content, start, start + available);
      int cut = -1;
      int scanned = 0;
      for (int filled = Math.min(available, 700_001); cut < 0; ) {
        cut = chunker.cut(buffer, scanned, filled);
        scanned = filled;
        if (cut < 0 && filled == available) {
          cut = available;
        }
        filled = Math.min(available, filled + 100_003);
      }
      lengths.add(cut);
      start += cut;
    }
    return lengths;
  }

  private static List<Integer> naiveLengths(Polynomial polynomial, byte[] content) {
    var lengths = new ArrayList<Integer>();
    for (int start = 0; start < content.length; ) {
      int end = Math.min(content.length, start + Chunker.MAX_BYTES);
      int cut = Math.min(end, start + Chunker.MIN_BYTES);
      while (cut < end && (fingerprint(polynomial, content, cut) & (1 << 20) - 1) != 0) {
        cut++;
      }
      lengths.add(cut - start);
      start = cut;
    }
    return lengths;
  }

  private static long fingerprint(Polynomial polynomial, byte[] content, int end) {
    long digest = 0;
    for (int i = end - 64; i < end; i++) {
      digest = polynomial.shiftModulo(digest, 8) ^ content[i] & 0xff;
    }
    return digest;
  }

  private static byte[] hashStream() {
    var stream = ByteBuffer.allocate(STREAM_BYTES);
    Stream.iterate(0L, n -> n + 1)
        .limit(STREAM_BYTES / Id.BYTES)
        .forEach(n -> stream.put(Id.hash(ByteBuffer.allocate(8).putLong(n).array()).toBytes()));
    return stream.array();
  }
}
