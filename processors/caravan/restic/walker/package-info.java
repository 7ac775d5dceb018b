/**
 * Reads the trees of snapshots to tell about them: walks, counts and compares, and changes nothing.
 * May use {@code repository} and what is below it, and {@code pruner}'s search for used blobs.
 */
package caravan.restic.walker;
