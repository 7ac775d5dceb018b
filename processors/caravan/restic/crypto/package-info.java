/**
 * restic's cryptography: AES-256-CTR with Poly1305-AES, and key files that scrypt opens. May use
 * the JDK, Jackson core and {@code caravan.restic}'s values.
 */
package caravan.restic.crypto;
