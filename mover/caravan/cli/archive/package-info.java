/** Writes nodes of a snapshot as tar or zip. May use the engine's values and Commons Compress. */
package caravan.cli.archive;
