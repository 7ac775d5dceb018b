/** Makes the files that {@code bench/run} times Caravan and restic with. */
package caravan.bench;
