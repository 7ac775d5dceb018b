package caravan.cli;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.ResticException;
import caravan.restic.backend.FileType;
import caravan.restic.forget.ForgetPlan;
import caravan.restic.json.JsonOutput;
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
  private static final int INCOMPLETE = 3;

  @Mixin private SnapshotOptions selection;
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
    return withRepository(
        global.noLock ? null : LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var removed = ids.isEmpty() ? planned(repository) : named(repository);
          boolean isComplete = dryRun || delete(repository, lock, removed);
          if (!isComplete) {
            return INCOMPLETE;
          }
          if (prune && !removed.isEmpty()) {
            say("%d snapshots have been removed, running prune", removed.size());
            Set<Id> gone = new HashSet<>();
            removed.forEach(stored -> gone.add(stored.id()));
            new PruneWork(this)
                .run(repository, lock, pruneFlags.options(dryRun ? gone : Set.of(), dryRun));
          }
          return OK;
        });
  }

  private List<StoredSnapshot> named(Repository repository) {
    return SnapshotFinder.findAll(repository.snapshots(), ids, selection.filter(), this::warn);
  }

  private List<StoredSnapshot> planned(Repository repository) {
    var policy = keep.policy();
    var filter = selection.filter();
    policy.requireAllowed(unsafeAllowRemoveAll, filter);
    var snapshots =
        repository.snapshots().stream()
            .filter(stored -> filter.accepts(stored.snapshot()))
            .toList();
    var clock = context().clock();
    var plan = ForgetPlan.of(snapshots, policy, GroupBy.parse(groupBy), clock.instant());
    if (isJson()) {
      if (!plan.groups().isEmpty()) {
        console().json(json(plan));
      }
      return plan.removed();
    }
    say("Applying Policy: " + policy);
    for (var group : plan.groups()) {
      if (plan.groups().size() > 1 && !group.key().toString().isEmpty()) {
        say("snapshots for (%s):", group.key());
        say("");
      }
      ForgetReport.lines(group, clock.getZone(), compact).forEach(this::say);
    }
    return plan.removed();
  }

  /** Deletes one by one; returns whether all could be. */
  private boolean delete(Repository repository, RepositoryLock lock, List<StoredSnapshot> removed) {
    boolean isComplete = true;
    for (var stored : removed) {
      lock.ensureHeld();
      try {
        repository.delete(FileType.SNAPSHOTS, stored.id());
      } catch (ResticException e) {
        warn("unable to remove snapshot %s: %s".formatted(stored.id(), e.getMessage()));
        isComplete = false;
      }
    }
    if (!removed.isEmpty() && isComplete) {
      say("[0:00] 100.00%%  %d / %d files deleted", removed.size(), removed.size());
    }
    return isComplete;
  }

  private static JsonOutput json(ForgetPlan plan) {
    var out = new JsonOutput().beginArray();
    for (var group : plan.groups()) {
      out.beginObject();
      SnapshotsVerb.texts(out.name("tags"), group.key().tags());
      out.member("host", group.key().hostname());
      SnapshotsVerb.texts(out.name("paths"), group.key().paths());
      snapshots(out.name("keep"), group.keep());
      snapshots(out.name("remove"), group.remove());
      reasons(out.name("reasons"), group.reasons());
      out.endObject();
    }
    return out.endArray();
  }

  private static void snapshots(JsonOutput out, List<StoredSnapshot> snapshots) {
    if (snapshots.isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    snapshots.forEach(stored -> SnapshotText.openJson(out, stored).endObject());
    out.endArray();
  }

  private static void reasons(JsonOutput out, List<ForgetPlan.Reason> reasons) {
    if (reasons.isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    for (var reason : reasons) {
      SnapshotText.openJson(out.beginObject().name("snapshot"), reason.stored()).endObject();
      out.name("matches").beginArray();
      reason.matches().forEach(out::value);
      out.endArray().endObject();
    }
    out.endArray();
  }
}
