/**
 * The steps of {@code routes/kubernetes}: what a pass over an object makes, waits for and removes
 * in a cluster. What is wanted is computed in {@code caravan.kubernetes.objects}; a step makes it
 * so. All writes go through {@code kube:} endpoints.
 *
 * <p>May use: {@code caravan.replication}, {@code caravan.api}, {@code caravan.reconcile},
 * fabric8's client, Jackson, Camel's {@code Processor} in one base class and its producer in {@code
 * Cluster}.
 */
package caravan.kubernetes;
