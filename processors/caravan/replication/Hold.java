package caravan.replication;

import caravan.api.HealthReasons;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Around the copy of a volume two hooks may stop and start what writes to it. The status says so
 * before anything is stopped: whoever finds that there, also after a crash, starts it again.
 */
public final class Hold {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Clock clock;

  public Hold(Clock clock) {
    this.clock = clock;
  }

  /** Ready when the status has said it before this pass. */
  public Reconciliation announce(Reconciliation pass) {
    return isHeld(pass)
        ? pass
        : since(clock.instant().truncatedTo(ChronoUnit.SECONDS), pass)
            .with(new Waiting("the hook before-copy is called next", null));
  }

  /** A copy that does not come keeps nobody stopped: the attempt fails, the next has its own. */
  public Reconciliation bound(Reconciliation pass) {
    if (!isHeld(pass) || !(pass.progress() instanceof Waiting waiting) || pass.run().underWay()) {
      return pass;
    }
    var end = pass.status().run().heldSince().plus(PATIENCE);
    if (!end.isAfter(clock.instant())) {
      return pass.attempting().with(tooLong(waiting));
    }
    boolean isSooner = waiting.until() == null || end.isBefore(waiting.until());
    return isSooner ? pass.with(new Waiting(waiting.why(), end, waiting.health())) : pass;
  }

  private static Failed tooLong(Waiting waiting) {
    return new Failed(
        "no copy of the volume was made within "
            + PATIENCE.toMinutes()
            + " minutes of the hook before-copy: "
            + waiting.why(),
        "",
        waiting.health() == null ? HealthReasons.FAILED : waiting.health());
  }

  /**
   * Whether the hook after-copy is to be called: the volume is copied or read, or never will be.
   */
  public boolean isOver(Reconciliation pass) {
    var run = pass.run();
    boolean isRead = run.isLiving() && run.outcome() != null;
    return isHeld(pass) && (pass.isFailed() || run.isCopied() || isRead);
  }

  /** What writes to the volume goes on. */
  public Reconciliation release(Reconciliation pass) {
    return since(null, pass);
  }

  private static boolean isHeld(Reconciliation pass) {
    return pass.status().run().heldSince() != null;
  }

  private static Reconciliation since(Instant time, Reconciliation pass) {
    var run = pass.status().run().edit().heldSince(time).build();
    return pass.withStatus(pass.status().edit().run(run).build());
  }
}
