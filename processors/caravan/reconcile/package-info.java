/**
 * Two Camel components for Kubernetes operators: {@code reconcile:} hands the objects of a kind to
 * a route, one worker for each, again and again until they are as wanted; {@code kube:} writes
 * objects, statuses and events.
 *
 * <p>May use: Camel, fabric8's client. Nothing of ours.
 */
package caravan.reconcile;
