package caravan.replication;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationDestinationSpec;
import caravan.api.ReplicationSource;
import caravan.api.ReplicationSourceSpec;
import caravan.api.ReplicationStatus;
import caravan.api.ResticDestination;
import caravan.api.ResticSource;
import caravan.api.Retain;
import caravan.api.Trigger;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Objects to try the state machine on, with only what a test asks for. */
public final class Samples {
  static final Instant CREATED = Instant.parse("2026-03-01T00:00:00Z");
  static final Trigger HOURLY = Trigger.ofSchedule("0 * * * *");

  private Samples() {}

  public static ReplicationSource source(Trigger trigger) {
    return source(trigger, false, restic("Snapshot", null, null, null));
  }

  public static ReplicationSource source(Trigger trigger, boolean paused, ResticSource restic) {
    var spec =
        new ReplicationSourceSpec("app", trigger, paused, null, restic, null, null, null, null);
    return new ReplicationSource(
        ApiGroup.VOLSYNC_VERSION,
        ApiGroup.REPLICATION_SOURCE,
        metadata("app"),
        spec,
        ReplicationStatus.EMPTY);
  }

  static ResticSource restic(
      String copyMethod, Retain retain, Integer pruneIntervalDays, String unlock) {
    return new ResticSource(
        copyMethod,
        null,
        null,
        null,
        null,
        "repo",
        null,
        retain,
        pruneIntervalDays,
        null,
        null,
        unlock,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static ReplicationDestination destination(Trigger trigger) {
    return destination(trigger, restic("Snapshot", null, new Quantity("1Gi")));
  }

  static ReplicationDestination destination(Trigger trigger, ResticDestination restic) {
    var spec = new ReplicationDestinationSpec(trigger, false, null, restic, null, null, null);
    return new ReplicationDestination(
        ApiGroup.VOLSYNC_VERSION,
        ApiGroup.REPLICATION_DESTINATION,
        metadata("app-dst"),
        spec,
        ReplicationStatus.EMPTY);
  }

  static ResticDestination restic(String copyMethod, String restoreAsOf, Quantity capacity) {
    return new ResticDestination(
        copyMethod,
        capacity,
        null,
        List.of("ReadWriteOnce"),
        null,
        "repo",
        null,
        null,
        null,
        null,
        null,
        restoreAsOf,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A source that has these fields of {@code spec.restic}, as people write them. */
  static ReplicationSource sourceWith(String fields) {
    return source(Trigger.NONE, false, restic(fields, "", ResticSource.class));
  }

  /** A destination that has these fields of {@code spec.restic}, as people write them. */
  static ReplicationDestination destinationWith(String fields) {
    return destination(
        Trigger.NONE, restic(fields, "destinationPVC: app, ", ResticDestination.class));
  }

  private static <T> T restic(String fields, String more, Class<T> type) {
    return Serialization.unmarshal(
        "---\n{copyMethod: Direct, repository: repo, %s%s}".formatted(more, fields), type);
  }

  static ObjectMeta metadata(String name) {
    var metadata = new ObjectMeta();
    metadata.setName(name);
    metadata.setNamespace("base");
    metadata.setCreationTimestamp(CREATED.toString());
    return metadata;
  }

  static Outcome outcome(boolean pruned) {
    return outcome(pruned, false);
  }

  static Outcome outcome(boolean pruned, boolean checked) {
    return new Outcome(
        true,
        "snapshot 1234abcd saved",
        "1234abcd",
        new Outcome.Figures(201, 67_000_000, 70_000, 65_000, 9, 120_000_000),
        pruned,
        checked,
        null,
        Outcome.Unreadable.NONE);
  }

  /** What the metrics were told, one line each. */
  public static final class Told implements SyncMetrics {
    final List<String> lines = new ArrayList<>();
    boolean outOfSync;

    @Override
    public void observed(Replication object, boolean nowOutOfSync) {
      outOfSync = nowOutOfSync;
    }

    @Override
    public void completed(Replication object, Duration duration) {
      lines.add("completed " + object.name() + " in " + DurationText.of(duration));
    }

    @Override
    public void missedInterval(Replication object) {
      lines.add("missed " + object.name());
    }

    @Override
    public void forget(ObjectKey key) {
      lines.add("forget " + key);
    }
  }
}
