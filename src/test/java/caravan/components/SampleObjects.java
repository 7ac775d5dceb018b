package caravan.components;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** The objects that tests of the stand-ins need. */
final class SampleObjects {
  static final String PASSWORD = "open sesame";

  private static final String MOVER =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {}
      spec:
        backoffLimit: 0
        template:
          spec:
            restartPolicy: Never
            containers:
            - name: restic
              image: caravan
              command: [/mover-restic/entry.sh]
              args: [backup]
              env:
              - {name: DATA_DIR, value: /data}
              - {name: RESTIC_CACHE_DIR, value: /cache}
              - name: RESTIC_REPOSITORY
                valueFrom: {secretKeyRef: {name: repository, key: RESTIC_REPOSITORY}}
              - name: RESTIC_PASSWORD
                valueFrom: {secretKeyRef: {name: repository, key: RESTIC_PASSWORD}}
              - name: AWS_SESSION_TOKEN
                valueFrom: {secretKeyRef: {name: repository, key: AWS_SESSION_TOKEN, optional: true}}
              volumeMounts:
              - {name: data, mountPath: /data}
              - {name: cache, mountPath: /cache}
              - {name: repo, mountPath: /mnt/repo}
            volumes:
            - {name: data, persistentVolumeClaim: {claimName: data}}
            - {name: repo, persistentVolumeClaim: {claimName: repo}}
            - {name: cache, emptyDir: {}}
      """;

  private SampleObjects() {}

  static PersistentVolumeClaim claim(String name, String storageClass) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storageClass)
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  static PersistentVolumeClaim claimFrom(String snapshot, String name, String size) {
    var claim = claim(name, StorageStandIn.CLASS);
    claim.getSpec().getResources().getRequests().put("storage", new Quantity(size));
    return withSource(claim, "snapshot.storage.k8s.io", "VolumeSnapshot", snapshot);
  }

  /** The storage has nothing to do with it. */
  static PersistentVolumeClaim claimFromPopulator(String name) {
    var claim = claim(name, StorageStandIn.CLASS);
    return withSource(claim, "volsync.backube", "ReplicationDestination", "destination");
  }

  private static PersistentVolumeClaim withSource(
      PersistentVolumeClaim claim, String group, String kind, String name) {
    return new PersistentVolumeClaimBuilder(claim)
        .editSpec()
        .withNewDataSourceRef(group, kind, name, null)
        .endSpec()
        .build();
  }

  static GenericKubernetesResource snapshot(String name, String claim) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(Snapshotter.API_VERSION)
        .withKind("VolumeSnapshot")
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .addToAdditionalProperties(
            "spec", Map.of("source", Map.of("persistentVolumeClaimName", claim)))
        .build();
  }

  static Secret repositorySecret() {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("repository")
        .endMetadata()
        .addToStringData("RESTIC_REPOSITORY", "/mnt/repo")
        .addToStringData("RESTIC_PASSWORD", PASSWORD)
        .build();
  }

  /** Backs up the claim {@code data} into the claim {@code repo}. */
  static Job moverJob(String name) {
    var job = Serialization.unmarshal(MOVER, Job.class);
    job.getMetadata().setName(name);
    return job;
  }
}
