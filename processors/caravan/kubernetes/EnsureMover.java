package caravan.kubernetes;

import caravan.api.Annotations;
import caravan.api.Replication;
import caravan.kubernetes.objects.Attempt;
import caravan.kubernetes.objects.MoverIdentity;
import caravan.kubernetes.objects.MoverJob;
import caravan.kubernetes.objects.MoverSetup;
import caravan.replication.Names;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Set;

/**
 * Makes the Job of this attempt, once. A Job of another attempt is waited for and never stopped; it
 * goes when its pod has ended.
 */
final class EnsureMover extends KubernetesStep {
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
    boolean isPrivileged = isPrivileged(object.namespace());
    if (MoverIdentity.isOurs(object)) {
      var secrets = new PullSecrets(cluster, settings.pullSecrets()).copiedFor(object);
      MoverIdentity.of(object, isPrivileged, settings.constraint(), secrets)
          .forEach(cluster::apply);
    }
    cluster.create(MoverJob.of(object, setup(pass, isPrivileged)));
    return pass.underWay();
  }

  private Reconciliation other(Reconciliation pass, Job job) {
    if (!MoverEnd.isOver(job)) {
      return pass.with(new Waiting("a mover of another run is still running", timing.watched()));
    }
    if (job.getMetadata().getDeletionTimestamp() == null) {
      cluster.delete(job);
    }
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
        volume.getSpec().getAccessModes().equals(java.util.List.of("ReadOnlyMany")),
        new Placing(cluster).of(object, pass.run(), volume),
        object.status().run().deadLocks(),
        settings.proxies(),
        turns.repository(object.key()));
  }

  private Set<String> secretKeys(Replication object) {
    var secret =
        cluster
            .client()
            .secrets()
            .inNamespace(object.namespace())
            .withName(object.restic().repository())
            .get();
    return secret == null || secret.getData() == null ? Set.of() : secret.getData().keySet();
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
