/**
 * VolSync's objects ({@code volsync.backube/v1alpha1}) and the little of core/v1 that goes with
 * them, as records, with the names that are contract: labels, annotations, condition reasons.
 *
 * <p>May use: fabric8's model, Jackson's annotations. Nothing of ours.
 */
package caravan.api;
