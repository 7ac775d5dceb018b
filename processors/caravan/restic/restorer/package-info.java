/**
 * Brings a snapshot back into a folder: a plan of what is needed, the content pack by pack, then
 * everything that is not content. May use {@code repository}, {@code index}, {@code pack}, {@code
 * snapshot}, {@code backend} and {@code fs}. Below the target nothing is reached by a path: only by
 * open directories and single names, so that no link leads out of it.
 */
package caravan.restic.restorer;
