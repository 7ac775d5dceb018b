/**
 * Makes new snapshots of old ones: with other trees, or other hosts and times. May use {@code
 * repository} and what is below it.
 */
package caravan.restic.rewriter;
