/**
 * Pack files: sealed blobs one after another, then a sealed header that lists them. May use {@code
 * crypto} and {@code caravan.restic}'s values.
 */
package caravan.restic.pack;
