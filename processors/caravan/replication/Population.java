package caravan.replication;

import caravan.api.ImageReference;
import caravan.api.PersistentVolumeClaim;
import caravan.api.ReplicationDestination;
import caravan.replication.Progress.Waiting;
import java.time.Instant;

/**
 * One pass over a claim that a destination fills: the body of the populator's routes.
 *
 * @param destination null when there is none of that name
 * @param bound whether the volume is there, so that nothing is ever put into it
 * @param wasFilled whether this pass filled it
 * @param lostAt since when the volume's content may be newer than an image: the last time it was
 *     seen or backed up; null when it never existed
 */
public record Population(
    PersistentVolumeClaim claim,
    ReplicationDestination destination,
    boolean bound,
    boolean wasFilled,
    Instant lostAt,
    Progress progress) {

  public static Population of(
      PersistentVolumeClaim claim,
      ReplicationDestination destination,
      boolean bound,
      Instant lostAt) {
    return new Population(claim, destination, bound, false, lostAt, Progress.READY);
  }

  /** Whether the claim is to be filled now. */
  public boolean isReady() {
    return !bound && progress instanceof Progress.Ready;
  }

  public ImageReference image() {
    return destination.status().latestImage();
  }

  public Population with(Progress newProgress) {
    return new Population(claim, destination, bound, wasFilled, lostAt, newProgress);
  }

  /** The volume is there now. */
  public Population filled() {
    return new Population(claim, destination, true, true, lostAt, Progress.READY);
  }

  /**
   * Decides whether the destination's image may be used: there must be one, and it must be newer
   * than the content that was lost. An image that was made of an empty repository on the first day
   * must never come back in the place of a year of data.
   */
  public Population decide() {
    if (bound || !(progress instanceof Progress.Ready)) {
      return this;
    }
    var name = claim.filledBy().name();
    if (destination == null) {
      return waiting("there is no ReplicationDestination " + name + "; add it");
    }
    if (image() == null) {
      return waiting(name + " has no image yet" + condition());
    }
    return isStale()
        ? waiting(name + " is restoring an image newer than what was lost" + condition())
        : this;
  }

  /** Whether the destination should run although its trigger has been served. */
  public boolean isDemanding() {
    return !bound && destination != null && image() != null && isStale();
  }

  private boolean isStale() {
    var made = destination.status().lastSyncTime();
    return lostAt != null && (made == null || !made.isAfter(lostAt));
  }

  private String condition() {
    var trouble = Conditions.trouble(destination.status());
    var message = trouble.isEmpty() ? Conditions.message(destination.status()) : trouble;
    return message.isEmpty() ? "" : ": " + message;
  }

  private Population waiting(String why) {
    return with(new Waiting(why, null));
  }
}
