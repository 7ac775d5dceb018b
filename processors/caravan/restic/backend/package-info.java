/**
 * Where a repository's files lie: the contract every store keeps, and the one store the engine has
 * by itself, a local folder. May use the JDK and {@code caravan.restic}'s values.
 */
package caravan.restic.backend;
