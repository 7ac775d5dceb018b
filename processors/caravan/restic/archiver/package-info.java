/**
 * Saves files and directories as a snapshot: walks the file system beside the parent's trees, reads
 * what changed and leaves the rest. May use {@code repository} and what lies below it, {@code fs}
 * and {@code chunker}; nobody below knows it.
 */
package caravan.restic.archiver;
