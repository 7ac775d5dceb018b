package caravan.restic.repository;

/** How hard new blobs are compressed; a version 1 repository never compresses. */
public enum Compression {
  AUTO,
  OFF,
  FASTEST,
  BETTER,
  MAX
}
