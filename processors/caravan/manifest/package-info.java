/**
 * Objects in YAML files: a folder of manifests, and the status documents written beside them.
 *
 * <p>May use: {@code caravan.api} and its fabric8 model, Jackson, the JDK.
 */
package caravan.manifest;
