package caravan.text;

import caravan.restic.pruner.PruneStats;
import java.util.List;
import java.util.Locale;

/** What a prune will do, in the lines that restic's users look for. */
public final class PruneReport {
  private PruneReport() {}

  public static List<String> lines(PruneStats stats) {
    var blobs = stats.blobs();
    var bytes = stats.bytes();
    double share = bytes.remaining() == 0 ? 0 : 100.0 * bytes.remainingUnused() / bytes.remaining();
    return List.of(
        line("to repack:", blobs.repack(), bytes.repack()),
        line("this removes:", blobs.repackRemove(), bytes.repackRemove()),
        line("to delete:", blobs.remove(), bytes.remove() + bytes.unreferenced()),
        line("total prune:", blobs.removeTotal(), bytes.removeTotal()),
        line("remaining:", blobs.remaining(), bytes.remaining()),
        String.format(
            Locale.ROOT,
            "unused size after prune: %s (%.2f%% of remaining size)",
            SizeText.of(bytes.remainingUnused()),
            share));
  }

  private static String line(String what, long blobs, long bytes) {
    return "%-15s %8d blobs / %s".formatted(what, blobs, SizeText.of(bytes));
  }
}
