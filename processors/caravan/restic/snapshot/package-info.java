/**
 * What restic stores about files: snapshots, trees and their nodes, in its exact bytes. May use
 * {@code json} and {@code caravan.restic}'s values.
 */
package caravan.restic.snapshot;
