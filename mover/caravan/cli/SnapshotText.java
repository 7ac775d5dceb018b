package caravan.cli;

import caravan.restic.json.JsonOutput;
import caravan.restic.snapshot.SnapshotJson;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.text.DisplayZone;

/** How a snapshot is shown. */
final class SnapshotText {
  private SnapshotText() {}

  /** As in {@code snapshot ID of [PATHS] at TIME by USER@HOST}. */
  static String describe(StoredSnapshot stored, DisplayZone zone) {
    var snapshot = stored.snapshot();
    return "snapshot %s of [%s] at %s by %s@%s"
        .formatted(
            stored.id().toShortString(),
            String.join(" ", snapshot.paths()),
            zone.inFull(snapshot.time()),
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
