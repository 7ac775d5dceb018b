/**
 * Which blob lies where: index files and the table made of them. May use {@code pack}, {@code json}
 * and {@code caravan.restic}'s values.
 */
package caravan.restic.index;
