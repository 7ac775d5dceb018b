package caravan.local;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import caravan.api.ReplicationStatus;
import caravan.manifest.Fault;
import caravan.manifest.ManifestFolder;
import caravan.manifest.Manifests;
import caravan.manifest.ObjectStatus;
import caravan.manifest.StatusFolder;
import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import caravan.replication.Reconciliation.Nudge;
import caravan.replication.SyncMetrics;
import caravan.replication.Wake;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of local mode: what the manifests ask for together with their statuses. */
public final class LocalObjects {
  private static final Logger LOG = LoggerFactory.getLogger(LocalObjects.class);

  private final ManifestFolder folder;
  private final StatusFolder statuses;
  private final Clock clock;
  private final SyncMetrics metrics;
  private final Map<ObjectKey, ObjectStatus<ReplicationStatus>> stored = new HashMap<>();
  private final Map<ObjectKey, Fault> faulty = new HashMap<>();
  private final Set<ObjectKey> changed = new HashSet<>();
  private final Set<ObjectKey> unwritten = new HashSet<>();
  private Set<String> said = Set.of();
  private Manifests manifests = Manifests.NONE;
  private String fingerprint = "";

  LocalObjects(ManifestFolder folder, StatusFolder statuses, Clock clock, SyncMetrics metrics) {
    this.folder = folder;
    this.statuses = statuses;
    this.clock = clock;
    this.metrics = metrics;
  }

  synchronized Manifests manifests() {
    return manifests;
  }

  /** Reads the manifests again when they changed; what depends on them need not wait any longer. */
  synchronized void reload() {
    try {
      var now = folder.fingerprint();
      if (now.equals(fingerprint)) {
        return;
      }
      var read = folder.read();
      forgetMissing(read);
      manifests = read;
      faulty.clear();
      read.faults().stream()
          .filter(fault -> fault.key() != null)
          .forEach(fault -> faulty.putIfAbsent(fault.key(), fault));
      changed.addAll(read.replications().keySet());
      faulty.keySet().stream().filter(LocalObjects::isReplication).forEach(changed::add);
      say(read.faults().stream().map(Fault::toString).toList());
      fingerprint = now;
    } catch (IOException e) {
      say(List.of("cannot read the manifests: " + LocalStep.describe(e) + "; mount or create it"));
    }
  }

  /** Each thing that is wrong is said once, until it is mended. */
  private void say(List<String> faults) {
    faults.stream().filter(fault -> !said.contains(fault)).forEach(LOG::error);
    said = Set.copyOf(new TreeSet<>(faults));
  }

  /**
   * An object whose manifest is gone has no status any more. While a document cannot be told, or
   * when all are gone (a folder that is not mounted), nothing is known to be gone.
   */
  private void forgetMissing(Manifests read) throws IOException {
    if (!read.isComplete() || read.origins().isEmpty()) {
      return;
    }
    for (var key : manifests.replications().keySet()) {
      if (!read.origins().containsKey(key)) {
        LOG.info("{} is gone from the manifests, and its status with it", key);
        stored.remove(key);
        statuses.delete(key);
        metrics.forget(key);
      }
    }
  }

  /** The objects that are worth a pass now. */
  public synchronized List<ObjectKey> due() {
    reload();
    var now = clock.instant();
    var due = new LinkedHashSet<>(changed);
    due.addAll(unwritten);
    for (var key : manifests.replications().keySet()) {
      if (!changed.contains(key) && Wake.isDue(object(key), now, clock.getZone())) {
        due.add(key);
      }
    }
    return List.copyOf(due);
  }

  /**
   * A pass over the object, null when it is gone, none of ours, or has nothing to do any more: what
   * woke it may have been dealt with by the pass before this one.
   */
  synchronized Reconciliation pass(ObjectKey key, boolean demanded) {
    boolean retry = changed.remove(key);
    var now = clock.instant();
    var fault = faulty.get(key);
    if (fault != null) {
      var reason = fault.place() + ": " + fault.message();
      return Reconciliation.of(unreadable(key), now).with(new Failed(reason, ""));
    }
    var object = manifests.replications().containsKey(key) ? object(key) : null;
    if (object == null || object.external() != null && object.restic() == null) {
      return null;
    }
    boolean isAsked = retry || demanded || unwritten.contains(key);
    if (!isAsked && !Wake.isDue(object, now, clock.getZone())) {
      return null;
    }
    var pass = Reconciliation.of(object, now);
    if (demanded) {
      return pass.nudged(Nudge.DEMAND);
    }
    return retry ? pass.nudged(Nudge.RETRY) : pass;
  }

  /** The next pass need not wait for the object's back-off either. */
  synchronized void retryAgain(ObjectKey key) {
    changed.add(key);
  }

  Instant now() {
    return clock.instant();
  }

  /** Null when there is none. */
  synchronized ReplicationDestination destination(ObjectKey key) {
    return manifests.replications().containsKey(key) ? (ReplicationDestination) object(key) : null;
  }

  /** When a volume was last backed up, null when it never was. */
  synchronized Instant lastBackup(ObjectKey claim) {
    return manifests.replications().values().stream()
        .filter(ReplicationSource.class::isInstance)
        .map(ReplicationSource.class::cast)
        .filter(source -> source.namespace().equals(claim.namespace()))
        .filter(source -> claim.name().equals(source.spec().sourcePVC()))
        .map(source -> object(source.key()).status().lastSyncTime())
        .filter(time -> time != null)
        .max(Instant::compareTo)
        .orElse(null);
  }

  /** Whether a document or an object is wrong. */
  public synchronized boolean hasErrors() {
    return !manifests.faults().isEmpty()
        || !said.isEmpty()
        || all().stream().anyMatch(Wake::isInError);
  }

  synchronized List<Replication> all() {
    return manifests.replications().keySet().stream().map(this::object).toList();
  }

  /** Puts the status on disk when it says anything new. */
  synchronized void store(Reconciliation pass) {
    var key = pass.object().key();
    var before = stored(key);
    if (pass.isChanged() || unwritten.contains(key)) {
      var document =
          new ObjectStatus<>(before.apiVersion(), before.kind(), before.metadata(), pass.status());
      stored.put(key, document);
      write(key, document);
    }
    boolean isSaid = faulty.containsKey(key);
    if (pass.isNewFailure() && !isSaid && pass.progress() instanceof Failed failure) {
      var place = manifests.place(key, failure.reason()).map(it -> it + ": ").orElse("");
      LOG.error("{}{}: {}", place, key, failure.message());
    }
  }

  /**
   * A status that cannot be written is kept in mind, so that no run is repeated, and tried again.
   */
  private void write(ObjectKey key, ObjectStatus<ReplicationStatus> document) {
    try {
      statuses.write(key, document);
      unwritten.remove(key);
    } catch (IOException e) {
      if (unwritten.add(key)) {
        LOG.error("{}: cannot write its status: {}; make room", key, LocalStep.describe(e));
      }
    }
  }

  private Replication object(ObjectKey key) {
    var manifest = manifests.replications().get(key);
    var status = stored(key);
    var metadata =
        new ObjectMetaBuilder(manifest.metadata())
            .withCreationTimestamp(status.metadata().creationTimestamp().toString())
            .build();
    return switch (manifest) {
      case ReplicationSource source ->
          new ReplicationSource(
              source.apiVersion(), source.kind(), metadata, source.spec(), status.status());
      case ReplicationDestination destination ->
          new ReplicationDestination(
              destination.apiVersion(),
              destination.kind(),
              metadata,
              destination.spec(),
              status.status());
    };
  }

  /** Stands in for an object whose manifest cannot be read, to carry its status. */
  private Replication unreadable(ObjectKey key) {
    var metadata = new ObjectMeta();
    metadata.setName(key.name());
    metadata.setNamespace(key.namespace());
    var status = stored(key).status();
    return key.kind().equals(ApiGroup.REPLICATION_SOURCE)
        ? new ReplicationSource(ApiGroup.VOLSYNC_VERSION, key.kind(), metadata, null, status)
        : new ReplicationDestination(ApiGroup.VOLSYNC_VERSION, key.kind(), metadata, null, status);
  }

  private ObjectStatus<ReplicationStatus> stored(ObjectKey key) {
    return stored.computeIfAbsent(key, this::readOrNew);
  }

  private ObjectStatus<ReplicationStatus> readOrNew(ObjectKey key) {
    try {
      var read = statuses.read(key, ReplicationStatus.class);
      if (read.isPresent() && read.get().status() != null && read.get().metadata() != null) {
        return read.get();
      }
    } catch (IOException e) {
      LOG.error("{}: its status is damaged, so it starts anew: {}", key, e.getMessage());
    }
    var created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return ObjectStatus.of(ApiGroup.VOLSYNC_VERSION, key, created, ReplicationStatus.EMPTY);
  }

  private static boolean isReplication(ObjectKey key) {
    return !key.role().equals("claim");
  }
}
