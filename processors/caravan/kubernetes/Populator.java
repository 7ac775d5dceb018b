package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.Labels;
import caravan.kubernetes.objects.PrimeClaim;
import caravan.kubernetes.objects.Snapshot;
import caravan.replication.Names;
import caravan.replication.Population;
import caravan.replication.Progress.Failed;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a claim: a claim in its place is made from the image, and the volume that comes of it is
 * handed over. What is made goes when the volume has changed hands.
 */
record Populator(Cluster cluster) {
  private static final String LOST = "Lost";

  /** One step further; nothing is done twice. */
  Population fill(Population pass) {
    var claim = pass.claim();
    var prime = cluster.claim(namespace(claim), prime(claim));
    return prime.isEmpty() ? begin(pass) : goOn(pass, prime.get());
  }

  private Population begin(Population pass) {
    var image = pass.image();
    if (!ApiGroup.VOLUME_SNAPSHOT.equals(image.kind())) {
      return pass.with(
          new Failed(
              "the latest image of " + pass.destination().name() + " is no VolumeSnapshot",
              "set its copyMethod to Snapshot"));
    }
    var snapshot = cluster.snapshot(namespace(pass.claim()), image.name());
    if (snapshot.isEmpty()) {
      return pass.with(
          new Failed(
              "the VolumeSnapshot " + image.name() + " is gone",
              "let " + pass.destination().name() + " restore again"));
    }
    return tooSmall(pass, snapshot.get())
        .map(failure -> pass.with(failure))
        .orElseGet(() -> create(pass, snapshot.get()));
  }

  private Optional<Failed> tooSmall(Population pass, Snapshot snapshot) {
    return PrimeClaim.missing(pass.claim(), snapshot)
        .map(
            needed ->
                new Failed(
                    "the claim is smaller than the image, which needs " + needed,
                    "ask for that much storage"));
  }

  private Population create(Population pass, Snapshot snapshot) {
    mark(snapshot, pass.claim());
    var made = cluster.create(PrimeClaim.of(pass.claim(), snapshot));
    own(snapshot.name(), made);
    cluster.event(
        PopulatorEvents.regarding(pass.claim()), PopulatorEvents.created(snapshot.name()));
    return pass;
  }

  /** In use: no clean-up takes the image away. */
  private void mark(Snapshot snapshot, caravan.api.PersistentVolumeClaim claim) {
    var metadata = snapshot.object().getMetadata();
    var labels = new HashMap<>(metadata.getLabels() == null ? Map.of() : metadata.getLabels());
    var name = claim.metadata().getName();
    if (!name.equals(labels.put(Labels.populatorPvc(claim.metadata().getUid()), name))) {
      metadata.setLabels(labels);
      cluster.update(snapshot.object());
    }
  }

  /** Also when the destination goes, the image stays as long as the claim in its place is there. */
  private void own(String name, PersistentVolumeClaim prime) {
    var snapshot = cluster.snapshot(prime.getMetadata().getNamespace(), name).orElse(null);
    if (snapshot != null && PrimeClaim.own(snapshot, prime)) {
      cluster.update(snapshot.object());
    }
  }

  private Population goOn(Population pass, PersistentVolumeClaim prime) {
    PrimeClaim.image(prime).ifPresent(name -> own(name, prime));
    var volumeName = prime.getSpec().getVolumeName();
    var volume =
        volumeName == null ? null : cluster.client().persistentVolumes().withName(volumeName).get();
    if (volume != null && !isHandedOver(volume, pass.claim())) {
      cluster.update(handedOver(volume, pass.claim(), prime));
    }
    return pass;
  }

  private static boolean isHandedOver(
      PersistentVolume volume, caravan.api.PersistentVolumeClaim claim) {
    var reference = volume.getSpec().getClaimRef();
    return reference != null && claim.metadata().getUid().equals(reference.getUid());
  }

  private static PersistentVolume handedOver(
      PersistentVolume volume,
      caravan.api.PersistentVolumeClaim claim,
      PersistentVolumeClaim prime) {
    var metadata = claim.metadata();
    return new PersistentVolumeBuilder(volume)
        .editMetadata()
        .addToAnnotations(
            caravan.api.Annotations.POPULATED_FROM,
            metadata.getNamespace() + "/" + PrimeClaim.image(prime).orElse(""))
        .endMetadata()
        .editSpec()
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .endClaimRef()
        .endSpec()
        .build();
  }

  /** The claim has its volume: the one in its place, which has lost it, goes. */
  void finish(caravan.api.PersistentVolumeClaim claim) {
    var prime = cluster.claim(namespace(claim), prime(claim)).orElse(null);
    if (prime == null || !LOST.equals(prime.getStatus().getPhase())) {
      return;
    }
    cluster.event(PopulatorEvents.regarding(claim), PopulatorEvents.finished());
    var label = Labels.populatorPvc(claim.metadata().getUid());
    for (var snapshot :
        cluster.snapshots(namespace(claim), Map.of(label, claim.metadata().getName()))) {
      snapshot.object().getMetadata().getLabels().remove(label);
      PrimeClaim.disown(snapshot, prime);
      cluster.update(snapshot.object());
    }
    cluster.delete(prime);
  }

  private static String namespace(caravan.api.PersistentVolumeClaim claim) {
    return claim.metadata().getNamespace();
  }

  private static String prime(caravan.api.PersistentVolumeClaim claim) {
    return Names.primeClaim(claim.metadata().getUid());
  }
}
