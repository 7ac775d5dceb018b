package caravan.replication;

import caravan.api.ImageReference;

/**
 * What one pass has prepared and done; the platform says what its names mean.
 *
 * @param attempted whether something was begun, so that a failure is a failed attempt
 * @param underWay whether this attempt has a mover already, in another process
 * @param volume what the mover reads or writes: a claim's name, or a folder
 * @param isLiving whether that is the living volume itself, rather than a copy
 * @param cache where the mover keeps its cache: a claim's name, or a folder
 * @param prune whether this run prunes, decided once, at its start
 * @param check whether this run checks the repository, decided with it
 * @param unlock whether this run unlocks first
 * @param outcome null until the mover has ended
 * @param image what a destination offers now, null for no new one
 */
public record Run(
    boolean attempted,
    boolean underWay,
    String volume,
    boolean isLiving,
    String cache,
    boolean prune,
    boolean check,
    boolean unlock,
    Outcome outcome,
    ImageReference image) {
  static final Run NONE = new Run(false, false, null, false, null, false, false, false, null, null);

  static Run of(boolean prune, boolean check, boolean unlock) {
    return new Run(false, false, null, false, null, prune, check, unlock, null, null);
  }

  Run attempting() {
    return new Run(true, underWay, volume, isLiving, cache, prune, check, unlock, outcome, image);
  }

  Run nowUnderWay() {
    return new Run(attempted, true, volume, isLiving, cache, prune, check, unlock, outcome, image);
  }

  Run withVolume(String newVolume, boolean nowLiving) {
    return new Run(
        attempted, underWay, newVolume, nowLiving, cache, prune, check, unlock, outcome, image);
  }

  Run withCache(String newCache) {
    return new Run(
        attempted, underWay, volume, isLiving, newCache, prune, check, unlock, outcome, image);
  }

  Run withOutcome(Outcome newOutcome) {
    return new Run(
        attempted, underWay, volume, isLiving, cache, prune, check, unlock, newOutcome, image);
  }

  Run withImage(ImageReference newImage) {
    return new Run(
        attempted, underWay, volume, isLiving, cache, prune, check, unlock, outcome, newImage);
  }
}
