package caravan.restic.snapshot;

/** The numbers of one backup, as restic keeps them in the snapshot. */
public record Summary(
    Timestamp backupStart,
    Timestamp backupEnd,
    long filesNew,
    long filesChanged,
    long filesUnmodified,
    long dirsNew,
    long dirsChanged,
    long dirsUnmodified,
    long dataBlobs,
    long treeBlobs,
    long dataAdded,
    long dataAddedPacked,
    long totalFilesProcessed,
    long totalBytesProcessed) {}
