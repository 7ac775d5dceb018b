/**
 * Remote stores behind Camel routes: the engine's {@code Backend} as one exchange for each call,
 * the steps of {@code routes/storage}, and the one S3 client each store has. May use the engine's
 * contract ({@code restic}, {@code restic.backend}), Camel, the AWS SDK and, for PEM files, Bouncy
 * Castle; never the environment.
 */
package caravan.storage;
