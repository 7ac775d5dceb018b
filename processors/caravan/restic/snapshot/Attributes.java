package caravan.restic.snapshot;

/**
 * What {@code stat} tells of a node.
 *
 * @param mode Go's FileMode bits, not {@code st_mode}
 * @param user name of the uid, empty when unknown
 * @param device {@code st_rdev} of a device node
 */
public record Attributes(
    int mode,
    Timestamp mtime,
    Timestamp atime,
    Timestamp ctime,
    int uid,
    int gid,
    String user,
    String group,
    long inode,
    long deviceId,
    long sizeBytes,
    long links,
    long device) {}
