/**
 * restic's rules for what belongs into a backup or a restore: path patterns on raw bytes, files of
 * patterns, folders marked by a tag file. Pure: reads no file and no environment. May use {@code
 * json}'s view of UTF-8 and {@code caravan.restic}'s values.
 */
package caravan.restic.filter;
