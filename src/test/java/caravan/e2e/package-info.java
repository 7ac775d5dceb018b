/**
 * The whole product in a real cluster: the shipped image and manifests, and nothing but {@code
 * kubectl}. The cluster is the one that {@code CARAVAN_KUBECONFIG} names.
 */
package caravan.e2e;
