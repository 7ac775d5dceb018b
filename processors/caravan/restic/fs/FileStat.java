package caravan.restic.fs;

/** The result of {@code lstat}: raw {@code st_*} values. */
public record FileStat(
    int mode,
    long inode,
    long device,
    long links,
    int uid,
    int gid,
    long rdev,
    long sizeBytes,
    long mtimeSeconds,
    int mtimeNanos,
    long atimeSeconds,
    int atimeNanos,
    long ctimeSeconds,
    int ctimeNanos) {}
