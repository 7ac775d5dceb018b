/**
 * Removing what no snapshot needs: {@code PrunePlanner} decides without touching anything, {@code
 * Pruner} carries it out. May use {@code repository} and what lies below it.
 */
package caravan.restic.pruner;
