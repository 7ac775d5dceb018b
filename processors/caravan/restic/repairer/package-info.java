/**
 * Mends damaged repositories: the index from the packs, packs from what is intact in them,
 * snapshots without what is lost. May use {@code rewriter}, {@code pruner}'s index files, {@code
 * repository} and what is below it.
 */
package caravan.restic.repairer;
