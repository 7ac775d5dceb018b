package caravan.restic.rewriter;

import caravan.restic.snapshot.Timestamp;

/**
 * How snapshots are replaced.
 *
 * @param forget the old ones are deleted once the new ones are stored
 * @param tag added to new snapshots unless the old ones are deleted
 * @param host null to keep it
 * @param time null to keep it
 */
public record RewriteOptions(
    boolean dryRun, boolean forget, String tag, String host, Timestamp time) {
  boolean changesMetadata() {
    return host != null || time != null;
  }
}
