/**
 * All sources and destinations at a glance, for a person at a shell: values in, lines out.
 *
 * <p>May use: {@code caravan.api}, {@code caravan.replication}, {@code caravan.text}.
 */
package caravan.overview;
