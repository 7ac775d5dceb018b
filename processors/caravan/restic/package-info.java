/**
 * The engine: restic's repository format, read and written. Here the values that all its parts
 * share. No package below uses Camel, Kubernetes, the environment or the system's clock.
 */
package caravan.restic;
