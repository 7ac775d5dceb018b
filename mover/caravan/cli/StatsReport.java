package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.walker.CountingMode;
import caravan.restic.walker.SnapshotCounts;
import caravan.text.SizeText;
import java.math.BigDecimal;
import java.util.Locale;

/** What was counted, in restic's lines or JSON; zeros are left out. */
final class StatsReport {
  private final Verb verb;
  private final CountingMode mode;
  private final SnapshotCounts counts;

  StatsReport(Verb verb, CountingMode mode, SnapshotCounts counts) {
    this.verb = verb;
    this.mode = mode;
    this.counts = counts;
  }

  void print() {
    if (verb.isJson()) {
      verb.console().json(json());
      return;
    }
    line("Stats in %s mode:", mode.word());
    line("     Snapshots processed:  %d", counts.snapshots());
    number("        Total Blob Count:  %d", counts.blobs());
    number("        Total File Count:  %d", counts.files());
    if (counts.uncompressedBytes() > 0) {
      line(" Total Uncompressed Size:  %-5s", SizeText.of(counts.uncompressedBytes()));
    }
    line("              Total Size:  %-5s", SizeText.of(counts.bytes()));
    share("    Compression Progress:  %.2f%%", counts.compressionProgress());
    share("       Compression Ratio:  %.2fx", counts.compressionRatio());
    share("Compression Space Saving:  %.2f%%", counts.compressionSpaceSaving());
  }

  private void number(String format, long value) {
    if (value > 0) {
      line(format, value);
    }
  }

  private void share(String format, double value) {
    if (value > 0) {
      line(format, value);
    }
  }

  private void line(String format, Object value) {
    verb.console().line(String.format(Locale.ROOT, format, value));
  }

  private JsonOutput json() {
    var out = new JsonOutput().beginObject().member("total_size", counts.bytes());
    StatusJson.member(out, "total_uncompressed_size", counts.uncompressedBytes());
    share(out, "compression_ratio", counts.compressionRatio());
    share(out, "compression_progress", counts.compressionProgress());
    share(out, "compression_space_saving", counts.compressionSpaceSaving());
    StatusJson.member(out, "total_file_count", counts.files());
    StatusJson.member(out, "total_blob_count", counts.blobs());
    return out.member("snapshots_count", counts.snapshots()).endObject();
  }

  /** Shortest digits that give the number back, without an exponent, as Go prints them. */
  private static void share(JsonOutput out, String name, double value) {
    if (value != 0) {
      out.name(name).raw(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }
  }
}
