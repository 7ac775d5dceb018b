package caravan.local;

import caravan.api.ObjectKey;
import caravan.replication.Population;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import caravan.replication.Reconciliation.Nudge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who works on what: which objects a worker is to take, and which of them one has already. */
public final class Workers {
  private final LocalObjects objects;
  private final LocalClaims claims;
  private final RepositoryTurns turns;
  private final KeyQueue<ObjectKey> queue = new KeyQueue<>();

  Workers(LocalObjects objects, LocalClaims claims, RepositoryTurns turns) {
    this.objects = objects;
    this.claims = claims;
    this.turns = turns;
  }

  /**
   * Everything with something to do that no worker has yet; each of these is to be handed to one.
   */
  public List<ObjectKey> due() {
    return all().stream().filter(queue::offer).toList();
  }

  private Set<ObjectKey> all() {
    var all = new LinkedHashSet<>(objects.due());
    all.addAll(claims.due());
    objects.all().stream()
        .map(object -> object.key())
        .filter(key -> key.role().equals("destination") && claims.isDemanded(key))
        .forEach(all::add);
    return all;
  }

  /** The pass that a worker is to make over the object, null when there is nothing to do. */
  public Object take(ObjectKey key) {
    queue.take(key);
    return switch (key.role()) {
      case "claim" -> claims.pass(key);
      case "destination" -> objects.pass(key, claims.isDemanded(key));
      default -> objects.pass(key, false);
    };
  }

  /** The worker is done with the object; what can go on because of that is to be handed over. */
  public List<ObjectKey> done(ObjectKey key, Object pass) {
    if (pass instanceof Reconciliation made && isHeldUp(made)) {
      objects.retryAgain(key);
    }
    var next = new LinkedHashSet<>(turns.leave(key));
    if (pass instanceof Reconciliation made && made.isUnfinished()) {
      next.add(key);
    }
    if (pass instanceof Reconciliation made && (made.isCompleted() || made.isNewFailure())
        || pass instanceof Population filling && filling.wasFilled()) {
      next.addAll(all());
    }
    var handed = new ArrayList<>(next.stream().filter(queue::offer).toList());
    if (queue.leave(key)) {
      handed.add(key);
    }
    return handed;
  }

  /** Its manifest was changed, but something else kept it from being tried again. */
  private static boolean isHeldUp(Reconciliation made) {
    return made.nudge() == Nudge.RETRY
        && made.progress() instanceof Waiting
        && !made.run().attempted();
  }

  /** Blocks until nobody has anything to do. */
  public void awaitIdle() throws InterruptedException {
    queue.awaitIdle();
  }
}
