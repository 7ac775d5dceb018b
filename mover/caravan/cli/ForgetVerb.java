package caravan.cli;

import caravan.restic.Id;
import caravan.restic.IncompleteException;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.FileType;
import caravan.restic.forget.ForgetPlan;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import caravan.text.ForgetReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes snapshots by policy or by name. */
@Command(
    name = "forget",
    description = "Delete snapshots: those a policy does not keep, or those named.",
    footer = {
      "",
      "Examples:",
      "  caravan forget --keep-daily 7 --keep-weekly 5 --prune",
      "  caravan forget --keep-within 30d --dry-run",
      "  caravan forget 79766175"
    })
final class ForgetVerb extends Verb {
  @Mixin private SnapshotOptions.WithLongHost selection;
  @Mixin private KeepOptions keep;
  @Mixin private PruneFlags pruneFlags;

  @Parameters(paramLabel = "ID", description = "snapshots to delete, whatever a policy says")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = {"-g", "--group-by"},
      paramLabel = "GROUP",
      description = "host, paths, tags: each group keeps by itself")
  private String groupBy = "host,paths";

  @Option(
      names = {"-n", "--dry-run"},
      description = "only say what would be done")
  private boolean dryRun;

  @Option(names = "--prune", description = "prune when something was deleted")
  private boolean prune;

  @Option(
      names = {"-c", "--compact"},
      description = "leave paths out")
  private boolean compact;

  @Option(names = "--unsafe-allow-remove-all", description = "allow a policy that keeps nothing")
  private boolean unsafeAllowRemoveAll;

  ForgetVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (global.noLock && !dryRun) {
      throw new InvalidInput(
          "--no-lock is only applicable in combination with --dry-run for forget");
    }
    var by = GroupBy.parse(groupBy);
    return withRepository(
        global.noLock ? null : LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var removed = ids.isEmpty() ? planned(repository, by) : named(repository);
          remove(repository, lock, removed);
          if (prune && !removed.isEmpty()) {
            prune(repository, lock, removed);
          }
          return OK;
        });
  }

  private void remove(Repository repository, RepositoryLock lock, List<StoredSnapshot> removed) {
    if (!dryRun) {
      delete(repository, lock, removed);
    } else if (!removed.isEmpty()) {
      var names = removed.stream().map(stored -> stored.id().toShortString()).sorted().toList();
      say("Would have removed the following snapshots:");
      say("{" + String.join(" ", names) + "}");
      say("");
    }
  }

  private void prune(Repository repository, RepositoryLock lock, List<StoredSnapshot> removed) {
    say(
        "%d snapshots %s",
        removed.size(),
        dryRun ? "would be removed, running prune dry run" : "have been removed, running prune");
    Set<Id> gone = new HashSet<>();
    removed.forEach(stored -> gone.add(stored.id()));
    var options = pruneFlags.options(dryRun ? gone : Set.of(), dryRun);
    new PruneWork(this).run(repository, lock, options);
  }

  private List<StoredSnapshot> named(Repository repository) {
    var filter = selection.filter(context());
    return SnapshotFinder.findAll(repository.snapshots(), ids, filter, this::warn);
  }

  private List<StoredSnapshot> planned(Repository repository, GroupBy by) {
    var policy = keep.policy();
    var filter = selection.filter(context());
    policy.requireAllowed(unsafeAllowRemoveAll, filter);
    var snapshots =
        SnapshotLists.withSortedPaths(repository.snapshots()).stream()
            .filter(stored -> filter.accepts(stored.snapshot()))
            .toList();
    say("Applying Policy: " + policy);
    var plan = ForgetPlan.of(snapshots, policy, by, context().clock().instant());
    if (!isJson()) {
      for (var group : plan.groups()) {
        ForgetReport.lines(group, context().zone(), compact).forEach(this::say);
      }
    } else if (!plan.groups().isEmpty()) {
      console().json(SnapshotLists.plan(plan));
    }
    return plan.removed();
  }

  /** Deletes one by one; what could not be deleted is told, and makes the run incomplete. */
  private void delete(Repository repository, RepositoryLock lock, List<StoredSnapshot> removed) {
    if (removed.isEmpty()) {
      return;
    }
    int failures = 0;
    try (var meter = new CountMeter(this, "files deleted", removed.size())) {
      for (var stored : removed) {
        lock.ensureHeld();
        try {
          repository.delete(FileType.SNAPSHOTS, stored.id());
          meter.add(1);
        } catch (ResticException e) {
          warn("unable to remove snapshot %s: %s".formatted(stored.id(), e.getMessage()));
          failures++;
        }
      }
    }
    if (failures > 0) {
      throw new IncompleteException(
          "%d of %d snapshots could not be removed; forget them again"
              .formatted(failures, removed.size()));
    }
  }
}
