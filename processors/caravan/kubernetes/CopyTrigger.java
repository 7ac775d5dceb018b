package caravan.kubernetes;

import caravan.api.Annotations;
import caravan.api.HealthReasons;
import caravan.api.MoverStatus;
import caravan.api.ReplicationSource;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The handshake by which an application says when its volume may be copied: each new value of an
 * annotation of the claim releases one copy, and the operator answers in others.
 */
final class CopyTrigger {
  private static final String WAITING = "WaitingForTrigger";
  private static final String IN_PROGRESS = "InProgress";
  private static final String COMPLETED = "Completed";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Timing timing;

  CopyTrigger(Cluster cluster, Timing timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  /** Ready when the copy may be begun now. */
  Reconciliation await(Reconciliation pass, PersistentVolumeClaim living) {
    var annotations = annotations(living);
    if (!annotations.containsKey(Annotations.USE_COPY_TRIGGER)) {
      return pass;
    }
    var trigger = annotations.getOrDefault(Annotations.COPY_TRIGGER, "");
    boolean isNew =
        !trigger.isEmpty() && !trigger.equals(annotations.get(Annotations.LATEST_COPY_TRIGGER));
    return isNew ? released(pass, living, trigger) : waiting(pass, living);
  }

  private Reconciliation released(
      Reconciliation pass, PersistentVolumeClaim living, String trigger) {
    if (IN_PROGRESS.equals(annotations(living).get(Annotations.LATEST_COPY_STATUS))) {
      return pass;
    }
    cluster.update(
        new PersistentVolumeClaimBuilder(living)
            .editMetadata()
            .addToAnnotations(Annotations.LATEST_COPY_STATUS, IN_PROGRESS)
            .removeFromAnnotations(Annotations.COPY_TRIGGER_WAITING_SINCE)
            .endMetadata()
            .build());
    cluster.event(
        Events.regarding(pass.object()),
        Events.copyTriggerReceived(living.getMetadata().getName(), trigger));
    return pass;
  }

  private Reconciliation waiting(Reconciliation pass, PersistentVolumeClaim living) {
    var name = living.getMetadata().getName();
    var since = since(annotations(living).get(Annotations.COPY_TRIGGER_WAITING_SINCE));
    if (since == null || !WAITING.equals(annotations(living).get(Annotations.LATEST_COPY_STATUS))) {
      beginWaiting(living);
      cluster.event(Events.regarding(pass.object()), Events.waitingForCopyTrigger(name));
      since = timing.now();
    }
    var why = "the copy trigger of the claim " + name + " has no new value";
    return since.plus(PATIENCE).isAfter(timing.now())
        ? pass.with(new Waiting(why, timing.unwatched()))
        : late(pass, why + " since " + since.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Told once in the status and by one event, and still waited for. */
  private Reconciliation late(Reconciliation pass, String why) {
    var failed = new MoverStatus(MoverStatus.FAILED, why);
    if (!failed.equals(pass.status().latestMoverStatus())) {
      cluster.event(Events.regarding(pass.object()), Events.copyTriggerTimeout(why));
    }
    return pass.withStatus(pass.status().edit().latestMoverStatus(failed).build())
        .with(new Waiting(why, timing.unwatched(), HealthReasons.COPY_TRIGGER_TIMEOUT));
  }

  private void beginWaiting(PersistentVolumeClaim living) {
    cluster.update(
        new PersistentVolumeClaimBuilder(living)
            .editMetadata()
            .addToAnnotations(Annotations.LATEST_COPY_STATUS, WAITING)
            .addToAnnotations(
                Annotations.COPY_TRIGGER_WAITING_SINCE,
                timing.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .endMetadata()
            .build());
  }

  /** The copy is made: the application may go on. */
  void completed(ReplicationSource source) {
    var living = cluster.claim(source.namespace(), source.spec().sourcePVC()).orElse(null);
    if (living == null
        || !annotations(living).containsKey(Annotations.USE_COPY_TRIGGER)
        || !IN_PROGRESS.equals(annotations(living).get(Annotations.LATEST_COPY_STATUS))) {
      return;
    }
    var trigger = annotations(living).getOrDefault(Annotations.COPY_TRIGGER, "");
    cluster.update(
        new PersistentVolumeClaimBuilder(living)
            .editMetadata()
            .addToAnnotations(Annotations.LATEST_COPY_STATUS, COMPLETED)
            .addToAnnotations(Annotations.LATEST_COPY_TRIGGER, trigger)
            .endMetadata()
            .build());
    cluster.event(
        Events.regarding(source),
        Events.copyTriggerCompleted(living.getMetadata().getName(), trigger));
  }

  /** Null when it says nothing that can be understood. */
  private static Instant since(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static Map<String, String> annotations(PersistentVolumeClaim claim) {
    var annotations = claim.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }
}
