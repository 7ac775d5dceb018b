package caravan.local;

import caravan.replication.Reconciliation;

/** Writes the object's status, on disk before anything else is done for it. */
final class WriteStatus extends LocalStep {
  private final LocalObjects objects;

  WriteStatus(LocalObjects objects) {
    this.objects = objects;
  }

  @Override
  boolean isForAll() {
    return true;
  }

  @Override
  Reconciliation reconcile(Reconciliation pass) {
    objects.store(pass);
    return pass;
  }
}
