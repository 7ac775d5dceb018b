/**
 * Copies snapshots from one repository into another. May use {@code pruner}'s search for used
 * blobs, {@code repository} and what is below it.
 */
package caravan.restic.copier;
