/**
 * What the operator wants to be in the cluster, as values: no client, no I/O, no clock.
 *
 * <p>May use: {@code caravan.replication}, {@code caravan.api} and fabric8's model.
 */
package caravan.kubernetes.objects;
