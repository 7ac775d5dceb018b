package caravan.kubernetes;

import caravan.api.Annotations;
import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.MoverIdentity;
import caravan.kubernetes.objects.MoverJob;
import caravan.kubernetes.objects.MoverSetup;
import caravan.replication.Names;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the Job of this attempt, once. A Job of another attempt is waited for and never stopped; it
 * goes when its pod has ended.
 */
final class EnsureMover extends KubernetesStep {
  private static final Failed JOB_DELETED =
      new Failed("the mover's Job was deleted by somebody", "", HealthReasons.JOB_DELETED);

  private final Cluster cluster;
  private final MoverTurns turns;
  private final MoverSettings settings;
  private final Timing timing;

  EnsureMover(Cluster cluster, MoverTurns turns, MoverSettings settings, Timing timing) {
    this.cluster = cluster;
    this.turns = turns;
    this.settings = settings;
    this.timing = timing;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    if (pass.run().underWay()) {
      return pass;
    }
    var object = pass.object();
    var there = cluster.job(object.namespace(), Names.mover(object));
    if (there.isPresent()) {
      return Attempt.of(object).owns(there.get()) ? pass.underWay() : other(pass, there.get());
    }
    if (!MoverIdentity.isOurs(object) && !hasAccount(object)) {
      return pass.with(noAccount(object));
    }
    if (hasLivingPod(object)) {
      return pass.with(
          new Waiting("the pod of a mover that lost its Job is ending", timing.unwatched()));
    }
    if (object.status().run().runningMover() != null) {
      return pass.attempting().with(JOB_DELETED);
    }
    create(pass);
    return pass.underWay();
  }

  private void create(Reconciliation pass) {
    var object = pass.object();
    boolean isPrivileged = isPrivileged(object.namespace());
    if (MoverIdentity.isOurs(object)) {
      var secrets = new PullSecrets(cluster, settings.pullSecrets()).copiedFor(object);
      MoverIdentity.of(object, isPrivileged, settings.constraint(), secrets)
          .forEach(cluster::apply);
    }
    cluster.create(MoverJob.of(object, setup(pass, isPrivileged)));
  }

  /** Of whatever Job: two movers of one object are never there at once. */
  private boolean hasLivingPod(Replication object) {
    return cluster
        .client()
        .pods()
        .inNamespace(object.namespace())
        .withLabel("batch.kubernetes.io/job-name", Names.mover(object))
        .list()
        .getItems()
        .stream()
        .map(MoverPod::new)
        .anyMatch(MoverPod::isAlive);
  }

  private boolean hasAccount(Replication object) {
    return cluster
            .client()
            .serviceAccounts()
            .inNamespace(object.namespace())
            .withName(MoverIdentity.account(object))
            .get()
        != null;
  }

  private static Failed noAccount(Replication object) {
    return new Failed(
        "spec.restic.moverServiceAccount: there is no ServiceAccount "
            + MoverIdentity.account(object),
        "make it, or leave the field out",
        HealthReasons.INVALID_SPEC);
  }

  private Reconciliation other(Reconciliation pass, Job job) {
    if (!MoverEnd.isOver(job)) {
      return pass.with(new Waiting("a mover of another run is still running", timing.watched()));
    }
    cluster.delete(job);
    return pass.with(new Waiting("an older mover is being removed", timing.unwatched()));
  }

  private MoverSetup setup(Reconciliation pass, boolean isPrivileged) {
    var object = pass.object();
    var volume = cluster.claim(object.namespace(), pass.run().volume()).orElseThrow();
    return new MoverSetup(
        pass.run(),
        settings.image(),
        secretKeys(object),
        isPrivileged,
        volume.getSpec().getAccessModes().equals(List.of("ReadOnlyMany")),
        new Placing(cluster).of(object, pass.run(), volume),
        object.status().run().deadLocks(),
        settings.proxies(),
        turns.repository(object.key()));
  }

  private Set<String> secretKeys(Replication object) {
    return cluster
        .secret(object.namespace(), object.restic().repository())
        .map(Secret::getData)
        .map(Map::keySet)
        .orElse(Set.of());
  }

  private boolean isPrivileged(String namespace) {
    return cluster
        .namespace(namespace)
        .map(it -> it.getMetadata().getAnnotations())
        .map((Map<String, String> it) -> it.get(Annotations.PRIVILEGED_MOVERS))
        .filter(it -> it.equalsIgnoreCase("true"))
        .isPresent();
  }
}
