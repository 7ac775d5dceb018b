/**
 * The local file system of Linux by raw bytes, without following links: what {@code java.nio.file}
 * cannot do. May use the JDK and the value types of {@code snapshot}; knows nothing of
 * repositories.
 */
package caravan.restic.fs;
