/**
 * What Prometheus hears about the runs. The names and labels are VolSync's, so that its dashboards
 * and alerts go on working.
 *
 * <p>May use: {@code caravan.replication}, {@code caravan.api}, Micrometer.
 */
package caravan.metrics;
