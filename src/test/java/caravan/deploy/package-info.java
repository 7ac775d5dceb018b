/**
 * What {@code deploy/} ships, judged by the tools its users have: kustomize, Helm, Flux's
 * substitution, promtool and the API server.
 */
package caravan.deploy;
