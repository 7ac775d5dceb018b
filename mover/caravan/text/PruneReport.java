package caravan.text;

import caravan.restic.pruner.PruneStats;
import java.util.List;

/** What a prune will do, in the lines that restic's users look for. */
public final class PruneReport {
  private PruneReport() {}

  public static List<String> lines(PruneStats stats) {
    var blobs = stats.blobs();
    var bytes = stats.bytes();
    return List.of(
        line("to repack:", blobs.repack(), bytes.repack()),
        line("this removes:", blobs.repackRemove(), bytes.repackRemove()),
        line("to delete:", blobs.remove(), bytes.remove() + bytes.unreferenced()),
        line("total prune:", blobs.removeTotal(), bytes.removeTotal()),
        line("remaining:", blobs.remaining(), bytes.remaining()),
        "unused size after prune: %s (%s of remaining size)"
            .formatted(
                SizeText.of(bytes.remainingUnused()),
                PercentText.of(bytes.remainingUnused(), bytes.remaining())));
  }

  /** What there is, told with {@code --verbose} before the plan. */
  public static List<String> found(PruneStats stats) {
    var blobs = stats.blobs();
    var bytes = stats.bytes();
    return List.of(
        line("used:", blobs.used(), bytes.used()),
        line("unused:", blobs.duplicate() + blobs.unused(), bytes.unusedTotal()),
        line("total:", blobs.total(), bytes.total()),
        "unused size: %s of total size"
            .formatted(PercentText.of(bytes.unusedTotal(), bytes.total())));
  }

  /** What becomes of the packs, told with {@code --verbose} after the plan. */
  public static List<String> packs(PruneStats stats) {
    var packs = stats.packs();
    return List.of(
        "totally used packs: %10d".formatted(packs.used()),
        "partly used packs:  %10d".formatted(packs.partlyUsed()),
        "unused packs:       %10d".formatted(packs.unused()),
        "",
        "to keep:      %10d packs".formatted(packs.keep()),
        "to repack:    %10d packs".formatted(packs.repack()),
        "to delete:    %10d packs".formatted(packs.remove()));
  }

  private static String line(String what, long blobs, long bytes) {
    return "%-15s %8d blobs / %s".formatted(what, blobs, SizeText.of(bytes));
  }
}
