package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.snapshot.Summary;
import java.util.List;

/**
 * What a backup did.
 *
 * @param snapshotId null when none was written (dry run, or unchanged and asked to skip)
 * @param failures every item that could not be read: path and reason, in the order of the paths
 */
public record BackupResult(
    Id snapshotId, Id parentId, Id tree, Summary summary, List<String> failures) {}
