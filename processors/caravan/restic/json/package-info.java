/**
 * restic's documents byte by byte: written exactly as Go's encoder would, read without a map for
 * each object. May use the JDK and {@code caravan.restic}'s values.
 */
package caravan.restic.json;
