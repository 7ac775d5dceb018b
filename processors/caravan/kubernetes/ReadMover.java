package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.RunStatusEdit;
import caravan.kubernetes.MoverPod.Obstacle;
import caravan.replication.Names;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import caravan.replication.RetryPolicy;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads how the mover goes, and when it has ended, what came of it. */
final class ReadMover extends KubernetesStep {
  private static final Duration USUAL_START = Duration.ofSeconds(30);
  private static final Obstacle NO_POD =
      new Obstacle(
          HealthReasons.POD_NOT_STARTED,
          "its Job has none; the Job's events say whether a quota or a policy forbids it");

  private static final String STRAY =
      " The cache lies elsewhere than the data; the next attempt has a new one";

  private final Cluster cluster;
  private final DeadLocks deadLocks;
  private final Timing timing;
  private final Duration patience;
  private final UnboundClaims unbound;
  private final MoverLogs logs;

  /**
   * @param patience how long a pod may take to start where there is no schedule
   */
  ReadMover(Cluster cluster, DeadLocks deadLocks, Timing timing, Duration patience) {
    this.cluster = cluster;
    this.deadLocks = deadLocks;
    this.timing = timing;
    this.patience = patience;
    unbound = new UnboundClaims(cluster, timing);
    logs = new MoverLogs(cluster, timing);
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    var object = pass.object();
    var job = cluster.job(object.namespace(), Names.mover(object)).orElse(null);
    if (job == null) {
      return pass.with(new Waiting("the mover's Job is gone", timing.unwatched()));
    }
    var pod = pod(job);
    // Its locks can be told to be dead when it is gone.
    var seen = pod.map(it -> edited(pass, run -> run.mover(it.name()))).orElse(pass);
    return MoverEnd.isOver(job) ? ended(seen, job, pod) : goingOn(seen, job, pod);
  }

  private static Reconciliation edited(Reconciliation pass, UnaryOperator<RunStatusEdit> edit) {
    var status = pass.status();
    var run = edit.apply(status.run().edit()).build();
    return pass.withStatus(status.edit().run(run).build());
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

  private Reconciliation goingOn(Reconciliation pass, Job job, Optional<MoverPod> pod) {
    var since = job.getMetadata().getCreationTimestamp();
    if (pod.isPresent() && pod.get().hasRun()) {
      return logs.progress(pod.get())
          .map(it -> edited(pass, run -> run.progress(it)))
          .orElse(pass)
          .with(new Waiting("the mover is running", timing.unwatched()));
    }
    var obstacle = pod.isPresent() ? pod.get().obstacle() : Optional.of(NO_POD);
    if (obstacle.isEmpty() || !timing.isOver(since, USUAL_START)) {
      return pass.with(new Waiting("the mover's pod is starting", timing.unwatched()));
    }
    return late(pass, job, whatKeeps(pass, pod, obstacle.get()));
  }

  private Obstacle whatKeeps(Reconciliation pass, Optional<MoverPod> pod, Obstacle said) {
    return pod.map(it -> unbound.behind(pass.object(), it, said)).orElse(said);
  }

  /** A pod that does not start keeps its copy of the data until the next is due. */
  private Reconciliation late(Reconciliation pass, Job job, Obstacle obstacle) {
    var why = "the mover's pod does not start: " + obstacle.why();
    var since = timing.local(job.getMetadata().getCreationTimestamp());
    var zone = timing.clock().getZone();
    if (new StrayCache(cluster, timing).isRemoved(pass.object(), obstacle)) {
      cluster.delete(job);
      return pass.attempting().with(new Failed(why + STRAY, "", obstacle.health()));
    }
    if (timing.now().isBefore(RetryPolicy.startsBy(pass.object(), since, zone, patience))) {
      return pass.with(new Waiting(why, timing.unwatched(), obstacle.health()));
    }
    cluster.delete(job);
    return pass.attempting().with(new Failed(why, "", obstacle.health()));
  }

  private Reconciliation ended(Reconciliation pass, Job job, Optional<MoverPod> pod) {
    var report = new MoverReport(pass.object(), pod, pod.map(logs::end).orElse(""));
    var done = edited(pass, run -> run.progress(null));
    return MoverEnd.isComplete(job)
        ? done.withOutcome(report.outcome(true))
        : deadLocks
            .judge(done, report.locks())
            .attempting()
            .withOutcome(report.outcome(false))
            .with(report.failure());
  }
}
