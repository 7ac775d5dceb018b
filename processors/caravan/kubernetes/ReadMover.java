package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.replication.MoverLogText;
import caravan.replication.Names;
import caravan.replication.Outcome;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads how the mover goes, and when it has ended, what came of it. */
final class ReadMover extends KubernetesStep {
  private static final Duration USUAL_START = Duration.ofSeconds(30);
  private static final int LOG_LINES = 200;

  private final Cluster cluster;
  private final DeadLocks deadLocks;
  private final Timing timing;

  ReadMover(Cluster cluster, DeadLocks deadLocks, Timing timing) {
    this.cluster = cluster;
    this.deadLocks = deadLocks;
    this.timing = timing;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var object = pass.object();
    var job = cluster.job(object.namespace(), Names.mover(object)).orElse(null);
    if (job == null) {
      return pass.with(new Waiting("the mover's Job is gone", timing.unwatched()));
    }
    var pod = pod(job);
    var seen = pod.map(it -> remember(pass, it)).orElse(pass);
    if (!MoverEnd.isOver(job)) {
      return seen.with(waiting(pod));
    }
    return MoverEnd.isComplete(job) ? succeeded(seen, pod) : failed(seen, pod);
  }

  /** Its locks can be told to be dead when it is gone. */
  private static Reconciliation remember(Reconciliation pass, MoverPod pod) {
    var status = pass.status();
    return pass.withStatus(
        status.edit().run(status.run().edit().mover(pod.name()).build()).build());
  }

  /** The newest pod of this very Job. */
  private Optional<MoverPod> pod(Job job) {
    var metadata = job.getMetadata();
    return cluster
        .client()
        .pods()
        .inNamespace(metadata.getNamespace())
        .withLabel("batch.kubernetes.io/controller-uid", metadata.getUid())
        .list()
        .getItems()
        .stream()
        .max(Comparator.comparing((Pod it) -> it.getMetadata().getCreationTimestamp()))
        .map(MoverPod::new);
  }

  private Waiting waiting(Optional<MoverPod> pod) {
    if (pod.isEmpty()) {
      return new Waiting("the mover's Job has no pod yet", timing.unwatched());
    }
    var late =
        pod.filter(MoverPod::isPending)
            .filter(it -> timing.isOver(it.pod().getMetadata().getCreationTimestamp(), USUAL_START))
            .flatMap(MoverPod::obstacle);
    return late.map(
            it ->
                new Waiting(
                    "the mover's pod does not start: " + it.why(), timing.unwatched(), it.health()))
        .orElseGet(() -> new Waiting("the mover is running", timing.unwatched()));
  }

  private Reconciliation succeeded(Reconciliation pass, Optional<MoverPod> pod) {
    var message = pod.flatMap(MoverPod::message);
    return pass.withOutcome(outcome(pass.object(), pod, message, true));
  }

  private Reconciliation failed(Reconciliation pass, Optional<MoverPod> pod) {
    var message = pod.flatMap(MoverPod::message);
    var failure = failure(pass.object(), pod, message);
    var locks = message.map(TerminationMessage::locks).orElse(List.of());
    return deadLocks
        .judge(pass, locks)
        .attempting()
        .withOutcome(outcome(pass.object(), pod, message, false))
        .with(failure);
  }

  private Outcome outcome(
      Replication object,
      Optional<MoverPod> pod,
      Optional<TerminationMessage> message,
      boolean isSuccess) {
    var log = pod.map(it -> cluster.log(object.namespace(), it.name(), LOG_LINES)).orElse("");
    var text = MoverLogText.of(log.lines().filter(it -> !it.isBlank()).toList(), isSuccess);
    return message
        .map(
            it ->
                new Outcome(
                    isSuccess,
                    text,
                    it.snapshot(),
                    it.files(),
                    it.bytes(),
                    it.storedBytes(),
                    it.pruned(),
                    it.checked(),
                    it.shrunk() == null ? null : it.shrunk().snapshot()))
        .orElseGet(() -> new Outcome(isSuccess, text, null, 0, 0, 0, false, false, null));
  }

  private static Failed failure(
      Replication object, Optional<MoverPod> pod, Optional<TerminationMessage> message) {
    if (pod.filter(MoverPod::isEvicted).isPresent()) {
      return new Failed(
          "the mover's pod was evicted: " + pod.get().pod().getStatus().getMessage(),
          "",
          HealthReasons.EVICTED);
    }
    if (pod.filter(MoverPod::isKilledForMemory).isPresent()) {
      return new Failed(
          "the mover used more memory than it may",
          "raise the limit in spec.restic.moverResources",
          HealthReasons.OUT_OF_MEMORY);
    }
    var said = message.map(TerminationMessage::failure).orElse(null);
    if (said != null) {
      var action =
          said.reason().equals("WrongPassword")
              ? "set RESTIC_PASSWORD in the Secret " + object.restic().repository()
              : "";
      return new Failed(said.message(), action, said.reason());
    }
    return new Failed(
        pod.flatMap(MoverPod::exitCode)
            .map(code -> "the mover ended with exit code " + code + " and did not say why")
            .orElse("the mover's pod is gone, and nobody knows why"),
        "its log's end is in status.latestMoverStatus",
        HealthReasons.FAILED);
  }
}
