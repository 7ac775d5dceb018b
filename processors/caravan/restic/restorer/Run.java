package caravan.restic.restorer;

import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;

/** What all stages of one restore share. */
record Run(
    Repository repository,
    RestoreOptions options,
    RestorePlan plan,
    Failures failures,
    Tally tally) {
  FileTable files() {
    return plan.files();
  }

  /** The file cannot be restored; only the first reason is told. */
  void fail(int file, RuntimeException reason) {
    if (files().fail(file)) {
      failures.add(plan.location(file), reason);
    }
  }

  void fail(int file, String reason) {
    if (files().fail(file)) {
      failures.add(plan.location(file), reason);
    }
  }

  String path(int file) {
    return BytePath.display(plan.location(file));
  }
}
