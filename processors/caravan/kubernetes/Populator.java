package caravan.kubernetes;

import caravan.api.ApiGroup;
import caravan.api.Labels;
import caravan.kubernetes.objects.DestinationVolume;
import caravan.kubernetes.objects.PrimeClaim;
import caravan.kubernetes.objects.Snapshot;
import caravan.replication.Names;
import caravan.replication.Population;
import caravan.replication.Progress.Failed;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a claim: a claim in its place is made from the image, or restored into where the image is
 * no snapshot, and the volume that comes of it is handed over. What is made goes when the volume
 * has changed hands.
 */
record Populator(Cluster cluster, PrimeRestores restores) {

  Populator(Cluster cluster) {
    this(cluster, new PrimeRestores(cluster));
  }

  /** One step further; nothing is done twice. */
  Population fill(Population pass) {
    var claim = pass.claim();
    var prime = cluster.claim(namespace(claim), prime(claim));
    if (prime.isEmpty()) {
      return begin(pass);
    }
    var name = PrimeClaim.image(prime.get());
    return name.isPresent()
        ? fillFrom(name.get(), pass, prime.get())
        : restoreInto(pass, prime.get());
  }

  private Population begin(Population pass) {
    var image = pass.image();
    if (!ApiGroup.VOLUME_SNAPSHOT.equals(image.kind())) {
      return beginRestore(pass);
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

  private Population beginRestore(Population pass) {
    if (!DestinationVolume.isOurs(pass.destination())) {
      return pass.with(
          new Failed(
              pass.destination().name() + " restores into a claim of yours, and takes no snapshot",
              "set its copyMethod to Snapshot, or take its destinationPVC away"));
    }
    cluster.create(PrimeClaim.empty(pass.claim()));
    cluster.event(
        PopulatorEvents.regarding(pass.claim()),
        PopulatorEvents.created("to restore into as " + pass.destination().name() + " does"));
    return pass;
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
        PopulatorEvents.regarding(pass.claim()),
        PopulatorEvents.created("from snapshot " + snapshot.name()));
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

  private Population fillFrom(String image, Population pass, PersistentVolumeClaim prime) {
    own(image, prime);
    var volume = volume(prime);
    if (volume.filter(PrimeClaim::wasThereBefore).isPresent()) {
      return pass.with(
          new Failed(
              "the volume "
                  + volume.get().getMetadata().getName()
                  + " was there before, so that it was not made from the image",
              "remove it, or reserve it for the claim that it is for"));
    }
    volume.ifPresent(it -> handOver(it, pass, image));
    return pass;
  }

  private Population restoreInto(Population pass, PersistentVolumeClaim prime) {
    if (restores.isRestored(pass, prime)) {
      volume(prime).ifPresent(it -> handOver(it, pass, pass.destination().name()));
    }
    var trouble = restores.trouble(prime);
    return trouble == null ? pass : pass.with(trouble);
  }

  private Optional<PersistentVolume> volume(PersistentVolumeClaim prime) {
    var name = prime.getSpec().getVolumeName();
    return name == null
        ? Optional.empty()
        : Optional.ofNullable(cluster.client().persistentVolumes().withName(name).get());
  }

  private void handOver(PersistentVolume volume, Population pass, String origin) {
    if (!isHandedOver(volume, pass.claim())) {
      cluster.update(PrimeClaim.handedOver(volume, pass.claim(), origin));
    }
  }

  private static boolean isHandedOver(
      PersistentVolume volume, caravan.api.PersistentVolumeClaim claim) {
    var reference = volume.getSpec().getClaimRef();
    return reference != null && claim.metadata().getUid().equals(reference.getUid());
  }

  /** The claim has its volume: the one in its place, which has lost it, goes. */
  void finish(caravan.api.PersistentVolumeClaim claim) {
    var prime = cluster.claim(namespace(claim), prime(claim)).orElse(null);
    boolean isBound =
        claim.status() != null && ClaimPhase.BOUND.equals(claim.status().get("phase"));
    if (prime == null || prime.getMetadata().getDeletionTimestamp() != null || !isBound) {
      return;
    }
    var name = claim.spec().volumeName();
    boolean isFilled = name.equals(prime.getSpec().getVolumeName());
    if (isFilled && volume(prime).filter(it -> isHandedOver(it, claim)).isEmpty()) {
      return;
    }
    cluster.event(
        PopulatorEvents.regarding(claim),
        isFilled ? PopulatorEvents.finished() : PopulatorEvents.other(name));
    unmark(claim, prime);
    cluster.delete(prime);
  }

  private void unmark(caravan.api.PersistentVolumeClaim claim, PersistentVolumeClaim prime) {
    var label = Labels.populatorPvc(claim.metadata().getUid());
    for (var snapshot :
        cluster.snapshots(namespace(claim), Map.of(label, claim.metadata().getName()))) {
      snapshot.object().getMetadata().getLabels().remove(label);
      PrimeClaim.disown(snapshot, prime);
      cluster.update(snapshot.object());
    }
  }

  private static String namespace(caravan.api.PersistentVolumeClaim claim) {
    return claim.metadata().getNamespace();
  }

  private static String prime(caravan.api.PersistentVolumeClaim claim) {
    return Names.primeClaim(claim.metadata().getUid());
  }
}
