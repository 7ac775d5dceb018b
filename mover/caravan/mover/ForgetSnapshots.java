package caravan.mover;

import caravan.restic.backend.FileType;
import caravan.restic.forget.ForgetPlan;
import caravan.restic.repository.LockMode;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.SnapshotFilter;
import caravan.text.DisplayZone;
import caravan.text.ForgetReport;
import java.util.List;

/** Deletes the snapshots of host {@code volsync} that the policy does not keep. */
final class ForgetSnapshots extends MoverStep {
  private static final SnapshotFilter OURS =
      new SnapshotFilter(List.of(MoverRun.HOST), List.of(), List.of());

  @Override
  void run(MoverRun run) {
    run.log().title("Starting forget");
    var repository = run.repository();
    try (var lock = run.lock(LockMode.EXCLUSIVE)) {
      var snapshots =
          repository.snapshots().stream()
              .filter(stored -> OURS.accepts(stored.snapshot()))
              .toList();
      var clock = run.services().clock();
      var policy = run.environment().forget();
      var plan = ForgetPlan.of(snapshots, policy, GroupBy.HOST_AND_PATHS, clock.instant());
      run.log().line("Applying Policy: " + policy);
      for (var group : plan.groups()) {
        ForgetReport.lines(group, DisplayZone.local(clock.getZone()), false)
            .forEach(run.log()::line);
      }
      for (var stored : plan.removed()) {
        lock.ensureHeld();
        repository.delete(FileType.SNAPSHOTS, stored.id());
      }
      run.outcome().forgotten(plan.removed().size());
    }
  }
}
