package caravan.restic.backend;

/** What a listing tells of one file. */
public record FileInfo(String name, long sizeBytes) {}
