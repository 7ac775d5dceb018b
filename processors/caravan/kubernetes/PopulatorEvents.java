package caravan.kubernetes;

import caravan.api.PersistentVolumeClaim;
import caravan.replication.Population;
import caravan.replication.Progress.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** What the populator tells about a claim, in VolSync's reasons. */
final class PopulatorEvents {
  private static final String ACTION = "Provision Volume";
  private static final String ERROR = "VolSyncPopulatorError";

  private PopulatorEvents() {}

  static HasMetadata regarding(PersistentVolumeClaim claim) {
    var reference = new GenericKubernetesResource();
    reference.setApiVersion("v1");
    reference.setKind("PersistentVolumeClaim");
    reference.setMetadata(claim.metadata());
    return reference;
  }

  static Notice created(String how) {
    return Notice.normal(
        "VolSyncPopulatorPVCCreated", ACTION, "a claim in its place was made " + how);
  }

  static Notice finished() {
    return Notice.normal("VolSyncPopulatorFinished", ACTION, "the claim has its volume");
  }

  /** Nobody can keep the cluster from giving a claim a volume that was there before. */
  static Notice other(String volume) {
    return Notice.warning(ERROR, ACTION, "the claim got the volume " + volume + ", not its own");
  }

  static Notice waiting(Population pass, String why) {
    return Notice.warning(reason(pass), ACTION, why);
  }

  private static String reason(Population pass) {
    if (pass.progress() instanceof Waiting waiting && waiting.health() != null) {
      return ERROR;
    }
    if (pass.destination() == null) {
      return "VolSyncPopulatorReplicationDestinationMissing";
    }
    return pass.image() == null ? "VolSyncPopulatorReplicationDestinationNoLatestImage" : ERROR;
  }
}
