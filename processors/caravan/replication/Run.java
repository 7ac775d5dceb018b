package caravan.replication;

import caravan.api.ImageReference;

/**
 * What one pass has prepared and done; the platform says what its names mean.
 *
 * @param volume what the mover reads or writes: a claim's name, or a folder
 * @param cache where the mover keeps its cache: a claim's name, or a folder
 * @param prune whether this run prunes, decided once, at its start
 * @param unlock whether this run unlocks first
 * @param outcome null until the mover has ended
 * @param image what a destination offers now, null for no new one
 */
public record Run(
    String volume,
    String cache,
    boolean prune,
    boolean unlock,
    Outcome outcome,
    ImageReference image) {
  static final Run NONE = new Run(null, null, false, false, null, null);
}
