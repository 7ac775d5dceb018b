package caravan.replication;

import caravan.api.ImageReference;

/**
 * What one pass has prepared and done; the platform says what its names mean.
 *
 * @param attempted whether something was begun, so that a failure is a failed attempt
 * @param underWay whether this attempt has a mover already, in another process
 * @param volume what the mover reads or writes: a claim's name, or a folder
 * @param reading how far a source's volume is on its way to the mover
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
    Reading reading,
    String cache,
    boolean prune,
    boolean check,
    boolean unlock,
    Outcome outcome,
    ImageReference image) {

  /** How far a source's volume is on its way to the mover. */
  public enum Reading {
    NOT_YET,
    /** The next step begins a copy, or the reading of the volume itself. */
    DUE,
    /** The mover reads a copy, and the copy is made. */
    COPIED,
    /** The mover reads the living volume itself. */
    LIVING
  }

  static final Run NONE =
      new Run(false, false, null, Reading.NOT_YET, null, false, false, false, null, null);

  static Run of(boolean prune, boolean check, boolean unlock) {
    return new Run(false, false, null, Reading.NOT_YET, null, prune, check, unlock, null, null);
  }

  Run attempting() {
    return new Run(true, underWay, volume, reading, cache, prune, check, unlock, outcome, image);
  }

  Run nowUnderWay() {
    return new Run(attempted, true, volume, reading, cache, prune, check, unlock, outcome, image);
  }

  Run withVolume(String newVolume) {
    return new Run(
        attempted, underWay, newVolume, reading, cache, prune, check, unlock, outcome, image);
  }

  Run withCache(String newCache) {
    return new Run(
        attempted, underWay, volume, reading, newCache, prune, check, unlock, outcome, image);
  }

  Run withOutcome(Outcome newOutcome) {
    return new Run(
        attempted, underWay, volume, reading, cache, prune, check, unlock, newOutcome, image);
  }

  Run withImage(ImageReference newImage) {
    return new Run(
        attempted, underWay, volume, reading, cache, prune, check, unlock, outcome, newImage);
  }

  Run with(Reading newReading) {
    return new Run(
        attempted, underWay, volume, newReading, cache, prune, check, unlock, outcome, image);
  }

  public boolean isDue() {
    return reading == Reading.DUE;
  }

  public boolean isCopied() {
    return reading == Reading.COPIED;
  }

  public boolean isLiving() {
    return reading == Reading.LIVING;
  }
}
