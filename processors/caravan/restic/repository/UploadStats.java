package caravan.restic.repository;

/**
 * What has been stored so far.
 *
 * @param addedBytes plaintext of new blobs
 * @param packedBytes their sealed size
 */
public record UploadStats(long dataBlobs, long treeBlobs, long addedBytes, long packedBytes) {}
