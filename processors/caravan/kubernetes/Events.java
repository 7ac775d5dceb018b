package caravan.kubernetes;

import caravan.api.Replication;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** What VolSync's users know as events of their objects, in its reasons and actions. */
final class Events {
  private static final String CREATE_CLAIM = "CreatePersistentVolumeClaim";
  private static final String CREATE_SNAPSHOT = "CreateVolumeSnapshot";
  private static final String COPY_TRIGGER = "CreateSrcCopyUsingCopyTrigger";

  private Events() {}

  /** The object as an event refers to it. */
  static HasMetadata regarding(Replication object) {
    var reference = new GenericKubernetesResource();
    reference.setApiVersion(object.apiVersion());
    reference.setKind(object.kind());
    reference.setMetadata(object.metadata());
    return reference;
  }

  static Notice snapshotCreated(String snapshot, String claim) {
    return Notice.normal(
        "VolumeSnapshotCreated",
        CREATE_SNAPSHOT,
        "created VolumeSnapshot/" + snapshot + " from PersistentVolumeClaim/" + claim);
  }

  static Notice snapshotNotBound(String why) {
    return Notice.warning("VolumeSnapshotNotBound", CREATE_SNAPSHOT, why);
  }

  static Notice claimCreated(String claim, String purpose) {
    return Notice.normal(
        "PersistentVolumeClaimCreated",
        CREATE_CLAIM,
        "created PersistentVolumeClaim/" + claim + purpose);
  }

  static Notice claimNotBound(String why) {
    return Notice.warning("PersistentVolumeClaimNotBound", CREATE_CLAIM, why);
  }

  static Notice waitingForCopyTrigger(String claim) {
    return Notice.normal(
        "SrcPVCWaitingForCopyTrigger",
        COPY_TRIGGER,
        "waiting for a new value of the copy trigger of PersistentVolumeClaim/" + claim);
  }

  static Notice copyTriggerTimeout(String why) {
    return Notice.warning("SrcPVCTimeoutWaitingForCopyTrigger", COPY_TRIGGER, why);
  }

  static Notice copyTriggerReceived(String claim, String value) {
    return Notice.normal(
        "SrcPVCCopyTriggerReceived",
        COPY_TRIGGER,
        "the copy trigger of PersistentVolumeClaim/" + claim + " is " + value);
  }

  static Notice copyTriggerCompleted(String claim, String value) {
    return Notice.normal(
        "SrcPVCCopyUsingCopyTriggerCompleted",
        COPY_TRIGGER,
        "the copy of PersistentVolumeClaim/" + claim + " for the trigger " + value + " is made");
  }

  /** A run that failed, or an object that cannot be served. */
  static Notice failed(String reason, String message) {
    return Notice.warning(reason, "CreateMover", message);
  }
}
