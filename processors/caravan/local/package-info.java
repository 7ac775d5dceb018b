/**
 * The platform verbs on folders: a volume is a folder, a claim a name for it, an image a copy of
 * it.
 *
 * <p>May use: {@code caravan.replication}, {@code caravan.api}, {@code caravan.manifest}, the
 * contract of {@code caravan.mover}, {@code caravan.restic.fs} (and ids) to copy folders as they
 * are; and Camel's {@code Processor} in {@link caravan.local.LocalStep} alone.
 */
package caravan.local;
