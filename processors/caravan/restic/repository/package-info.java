/**
 * An opened repository: keys, config, locks, index, blobs and the local cache over any {@code
 * Backend}. May use {@code index}, {@code pack}, {@code snapshot}, {@code crypto}, {@code chunker},
 * {@code json}, {@code backend} and zstd-jni.
 */
package caravan.restic.repository;
