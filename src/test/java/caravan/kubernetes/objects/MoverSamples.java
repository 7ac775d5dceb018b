package caravan.kubernetes.objects;

import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import caravan.replication.Run;
import caravan.replication.Run.Reading;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects to make movers of, with only what a test asks for. */
final class MoverSamples {
  static final Set<String> KEYS = Set.of("RESTIC_REPOSITORY", "RESTIC_PASSWORD");
  static final Run PLAIN = run(false, false, false);

  private MoverSamples() {}

  /** A source with these fields of {@code spec.restic}, as people write them. */
  static ReplicationSource source(String fields) {
    return sourceNamed("app", fields);
  }

  static ReplicationSource sourceNamed(String name, String fields) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: %s, namespace: base, uid: source-uid}
        spec: {sourcePVC: app, restic: {copyMethod: Snapshot, repository: repo, %s}}
        status: {lastSyncStartTime: 2026-03-01T00:00:00Z}
        """
            .formatted(name, fields),
        ReplicationSource.class);
  }

  /** A destination with these fields of {@code spec.restic}, as people write them. */
  static ReplicationDestination destination(String fields) {
    return Serialization.unmarshal(
        """
        ---
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationDestination
        metadata: {name: app-dst, namespace: base, uid: destination-uid}
        spec: {restic: {copyMethod: Snapshot, repository: repo, %s}}
        status: {lastSyncStartTime: 2026-03-01T00:00:00Z}
        """
            .formatted(fields),
        ReplicationDestination.class);
  }

  /** A claim with this spec and status, as people write them. */
  static PersistentVolumeClaim claim(String fields) {
    return Serialization.unmarshal(
        "---\n{kind: PersistentVolumeClaim, apiVersion: v1, metadata: {name: app}, %s}"
            .formatted(fields),
        PersistentVolumeClaim.class);
  }

  static Run run(boolean prune, boolean check, boolean unlock) {
    return new Run(
        true, false, "the-data", Reading.COPIED, "the-cache", prune, check, unlock, null, null);
  }

  static MoverSetup setup() {
    return setup(PLAIN, List.of());
  }

  static MoverSetup setup(Run run, List<String> deadLocks) {
    return new MoverSetup(
        run, "mover:1", KEYS, false, false, Placement.ANYWHERE, deadLocks, Map.of(), "print");
  }

  static MoverSetup setup(Set<String> secretKeys) {
    return new MoverSetup(
        PLAIN, "mover:1", secretKeys, false, false, Placement.ANYWHERE, List.of(), Map.of(), "");
  }

  static MoverSetup setup(Placement placement) {
    return new MoverSetup(
        PLAIN, "mover:1", KEYS, false, false, placement, List.of(), Map.of(), "print");
  }

  static MoverSetup setup(boolean isPrivileged, boolean isReadOnly) {
    return new MoverSetup(
        PLAIN,
        "mover:1",
        KEYS,
        isPrivileged,
        isReadOnly,
        Placement.ANYWHERE,
        List.of(),
        Map.of(),
        "print");
  }

  static PodSpec pod(Replication object) {
    return pod(MoverJob.of(object, setup()));
  }

  static PodSpec pod(Job job) {
    return job.getSpec().getTemplate().getSpec();
  }

  static Container container(Job job) {
    return pod(job).getContainers().getFirst();
  }

  static EnvVar variable(Job job, String name) {
    return container(job).getEnv().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  static Volume volume(PodSpec pod, String name) {
    return pod.getVolumes().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static VolumeMount mount(PodSpec pod, String name) {
    return pod.getContainers().getFirst().getVolumeMounts().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
