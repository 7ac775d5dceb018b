package caravan.mover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process has had so far. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private PeakMemory() {}

  /** 0 where the system does not tell. */
  static long bytes() {
    try (var lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith(PEAK)).mapToLong(PeakMemory::bytes).sum();
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }

  /** The kernel always counts in kibibytes. */
  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
  }
}
