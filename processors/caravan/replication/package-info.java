/**
 * When an object synchronizes and what its status says: time in, decision out, no I/O.
 *
 * <p>May use: {@code caravan.api} and the JDK. Nothing else: routes call these types as beans.
 */
package caravan.replication;
