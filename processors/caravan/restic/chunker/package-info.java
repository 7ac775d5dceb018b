/**
 * Content-defined chunking with a Rabin fingerprint. May use the JDK and {@code caravan.restic}.
 */
package caravan.restic.chunker;
