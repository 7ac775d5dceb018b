package caravan.restic.chunker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Content-defined chunking by a Rabin fingerprint over the last 64 bytes, as restic cuts. Holds no
 * state: threads share it.
 */
public final class Chunker {
  public static final int MIN_BYTES = 512 << 10;
  public static final int MAX_BYTES = 8 << 20;
  private static final Map<Polynomial, CutScanner> SCANNERS = new ConcurrentHashMap<>();
  private final CutScanner scanner;

  private Chunker(CutScanner scanner) {
    this.scanner = scanner;
  }

  public static Chunker of(Polynomial polynomial) {
    return new Chunker(SCANNERS.computeIfAbsent(polynomial, Chunker::scanner));
  }

  /**
   * Looks for the end of the chunk that begins at index 0.
   *
   * @param scanned how many bytes earlier calls have looked at already, 0 at first
   * @param filled how many bytes of the buffer are valid
   * @return the chunk's length, or -1 when more bytes are needed to tell: at the end of a file all
   *     that is left is the last chunk, which is the caller's to know
   */
  public int cut(byte[] buffer, int scanned, int filled) {
    int to = Math.min(filled, MAX_BYTES);
    int cut = to < MIN_BYTES ? -1 : scanner.find(buffer, Math.max(scanned, MIN_BYTES), to);
    return cut < 0 && filled >= MAX_BYTES ? MAX_BYTES : cut;
  }

  /** A copy of {@link LaneScanner} whose tables are this polynomial's. */
  private static CutScanner scanner(Polynomial polynomial) {
    try (var code = Chunker.class.getResourceAsStream("LaneScanner.class")) {
      var lookup =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(code.readAllBytes(), tables(polynomial), true);
      return (CutScanner) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("making the scanner of " + polynomial, e);
    }
  }

  private static long[] tables(Polynomial polynomial) {
    var tables = new long[512];
    for (int b = 0; b < 256; b++) {
      tables[b] = polynomial.shiftModulo(b, Polynomial.DEGREE) << LaneScanner.SHIFT;
      tables[256 + b] = polynomial.shiftModulo(b, 8 * CutScanner.WINDOW_BYTES) << LaneScanner.SHIFT;
    }
    return tables;
  }
}
