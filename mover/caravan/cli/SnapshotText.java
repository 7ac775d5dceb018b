package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.SnapshotJson;
import caravan.restic.snapshot.StoredSnapshot;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a snapshot is shown. */
final class SnapshotText {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS xx", Locale.ROOT);

  private SnapshotText() {}

  /** As in {@code snapshot ID of [PATHS] at TIME by USER@HOST}. */
  static String describe(StoredSnapshot stored, ZoneId zone) {
    var snapshot = stored.snapshot();
    var time = snapshot.time().toInstant().atZone(zone);
    return "snapshot %s of [%s] at %s %s by %s@%s"
        .formatted(
            stored.id().toShortString(),
            String.join(" ", snapshot.paths()),
            FULL.format(time),
            time.getZone().getDisplayName(java.time.format.TextStyle.SHORT, Locale.ROOT),
            snapshot.username(),
            snapshot.hostname());
  }

  /** A snapshot's JSON with its ids; the object is left open. */
  static JsonOutput openJson(JsonOutput out, StoredSnapshot stored) {
    out.beginObject();
    SnapshotJson.writeMembers(out, stored.snapshot());
    return out.member("id", stored.id()).member("short_id", stored.id().toShortString());
  }
}
