package caravan.kubernetes;

import caravan.api.PersistentVolumeClaim;
import caravan.replication.Population;
import caravan.replication.Progress.Failed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** What the populator tells about a claim, in VolSync's reasons. */
final class PopulatorEvents {
  private static final String ACTION = "Provision Volume";

  private PopulatorEvents() {}

  static HasMetadata regarding(PersistentVolumeClaim claim) {
    var reference = new GenericKubernetesResource();
    reference.setApiVersion("v1");
    reference.setKind("PersistentVolumeClaim");
    reference.setMetadata(claim.metadata());
    return reference;
  }

  static Notice created(String snapshot) {
    return Notice.normal(
        "VolSyncPopulatorPVCCreated", ACTION, "Populator pvc created from snapshot " + snapshot);
  }

  static Notice finished() {
    return Notice.normal("VolSyncPopulatorFinished", ACTION, "Populator finished");
  }

  static Notice waiting(Population pass, String why) {
    return Notice.warning(reason(pass), ACTION, why);
  }

  private static String reason(Population pass) {
    if (pass.destination() == null) {
      return "VolSyncPopulatorReplicationDestinationMissing";
    }
    return pass.progress() instanceof Failed || pass.image() != null
        ? "VolSyncPopulatorError"
        : "VolSyncPopulatorReplicationDestinationNoLatestImage";
  }
}
