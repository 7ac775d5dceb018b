package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.HealthReasons;
import caravan.api.ObjectKey;
import caravan.api.PersistentVolumeClaim;
import caravan.api.ReplicationDestination;
import caravan.kubernetes.objects.PrimeRestore;
import caravan.replication.Population;
import caravan.replication.Progress.Again;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Ready;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import caravan.replication.SyncMetrics;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The claims that a destination fills: where passes over them begin and end. */
public final class ClusterClaims {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration FILLING = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final SyncMetrics metrics;
  private final ClaimClass classes;
  private final Populator populator;
  private final OlderImages images;
  private final Map<ObjectKey, PersistentVolumeClaim> waiting = new ConcurrentHashMap<>();
  private final Map<ObjectKey, String> told = new ConcurrentHashMap<>();

  ClusterClaims(Cluster cluster, SyncMetrics metrics) {
    this.cluster = cluster;
    this.metrics = metrics;
    classes = new ClaimClass(cluster);
    populator = new Populator(cluster);
    images = new OlderImages(cluster);
  }

  /** Whether a destination fills the claim. */
  public static boolean isFilled(GenericKubernetesResource claim) {
    return claim.get("spec", "dataSourceRef") != null && Records.claim(claim).filledBy() != null;
  }

  /** The pass over a claim, null when nothing is to be done for it now. */
  public Population enter(GenericKubernetesResource object, ObjectKey key) {
    if (object == null || object.getMetadata().getDeletionTimestamp() != null) {
      waiting.remove(key);
      told.remove(key);
      metrics.waitsNoLonger(key);
      return null;
    }
    var claim = Records.claim(object);
    if (claim.spec().volumeName() != null) {
      return Population.of(claim, null, true, null);
    }
    // Before its destination is read: what that says from now on wakes the claim.
    waiting.put(key, claim);
    return switch (classes.of(claim)) {
      case NOW -> Population.of(claim, destination(claim), false, null);
      case WITHOUT_CLASS ->
          Population.of(claim, destination(claim), false, null).with(noClass(claim));
      case NOT_NOW -> {
        metrics.waitsNoLonger(key);
        yield null;
      }
    };
  }

  private static Waiting noClass(PersistentVolumeClaim claim) {
    var name = claim.spec().storageClassName();
    return new Waiting("there is no StorageClass " + name, null, HealthReasons.VOLUME_NOT_BOUND);
  }

  private ReplicationDestination destination(PersistentVolumeClaim claim) {
    var key = claim.filledBy();
    var object =
        cluster
            .client()
            .genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, key.kind())
            .inNamespace(key.namespace())
            .withName(key.name())
            .get();
    return object == null ? null : (ReplicationDestination) Records.replication(object);
  }

  /** Goes on with filling the claim. */
  public Population fill(Population pass) {
    try {
      return populator.fill(pass);
    } catch (KubernetesClientException e) {
      return pass.with(Refusals.of(e));
    }
  }

  /** Tells on the claim what it waits for, and removes what is not needed any more. */
  public Population store(Population pass) {
    var key = pass.claim().key();
    if (pass.bound()) {
      waiting.remove(key);
      metrics.waitsNoLonger(key);
      return finish(pass);
    }
    metrics.waits(key);
    switch (pass.progress()) {
      case Waiting(var why, _, _) -> tell(pass, why);
      case Failed failure -> tell(pass, failure.message());
      default -> told.remove(key);
    }
    return pass;
  }

  private Population finish(Population pass) {
    try {
      populator.finish(pass.claim());
      return pass;
    } catch (KubernetesClientException e) {
      var refused = pass.with(Refusals.of(e));
      if (refused.progress() instanceof Failed failure) {
        tell(refused, failure.message());
      }
      return refused;
    }
  }

  private void tell(Population pass, String why) {
    var said = pass.claim().metadata().getUid() + why;
    if (!said.equals(told.put(pass.claim().key(), said))) {
      cluster.event(PopulatorEvents.regarding(pass.claim()), PopulatorEvents.waiting(pass, why));
    }
  }

  /** How soon to look at the claim again, null for when something happens to it. */
  public Duration leave(Population pass) {
    if (pass.progress() instanceof Again(var why)) {
      throw new IllegalStateException(why);
    }
    if (!(pass.progress() instanceof Ready)) {
      return AGAIN;
    }
    return pass.bound() ? null : FILLING;
  }

  /** A destination that has something new to say: the claims that wait for it are looked at. */
  public void told(Reconciliation pass) {
    if (!pass.isChanged() || !(pass.object() instanceof ReplicationDestination destination)) {
      return;
    }
    wake(claim -> claim.filledBy().equals(destination.key()));
    var filled = PrimeRestore.claim(destination).orElse(null);
    wake(
        claim ->
            claim.metadata().getNamespace().equals(destination.namespace())
                && claim.metadata().getName().equals(filled));
  }

  /** A storage class has come or was changed: the claims that name it are looked at. */
  public void classCame(String name) {
    wake(claim -> name.equals(claim.spec().storageClassName()));
  }

  private void wake(Predicate<PersistentVolumeClaim> which) {
    waiting.values().stream().filter(which).map(PersistentVolumeClaim::key).forEach(cluster::wake);
  }

  /** Images that a user wants to keep are the user's, whatever the destination does. */
  public void letGo(Reconciliation pass) {
    if (pass.object() instanceof ReplicationDestination destination) {
      images.letGo(destination);
    }
  }
}
