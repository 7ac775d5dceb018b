package caravan.restic.snapshot;

/** One extended attribute; the order of a node's attributes is the file system's. */
public record ExtendedAttribute(String name, byte[] value) {}
