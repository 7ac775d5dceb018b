package caravan.cli;

import caravan.restic.BackendFailure;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.backend.FileType;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.snapshot.SnapshotEdit;
import caravan.restic.snapshot.SnapshotFilter;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the tags of snapshots: the changed one is stored before the old one is deleted. */
@Command(
    name = "tag",
    description = "Change the tags of snapshots.",
    footer = {
      "",
      "Examples:",
      "  caravan tag --add kept,yearly latest",
      "  caravan tag --remove nightly --host nas",
      "  caravan tag --set weekly 79766175"
    })
final class TagVerb extends Verb {
  private static final int VERBOSE = 2;

  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(paramLabel = "ID", description = "snapshots to change; without, all selected")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--set", paramLabel = "TAGS", description = "instead of the tags there are")
  private List<String> set = new ArrayList<>();

  @Option(names = "--add", paramLabel = "TAGS", description = "besides the tags there are")
  private List<String> add = new ArrayList<>();

  @Option(names = "--remove", paramLabel = "TAGS", description = "from the tags there are")
  private List<String> remove = new ArrayList<>();

  TagVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (set.isEmpty() && add.isEmpty() && remove.isEmpty()) {
      throw new InvalidInput("nothing to do!");
    }
    if (!set.isEmpty() && !(add.isEmpty() && remove.isEmpty())) {
      throw new InvalidInput("--set and --add/--remove cannot be given at the same time");
    }
    say("create exclusive lock for repository");
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          var filter = selection.filter(context());
          int changed = 0;
          for (var stored :
              SnapshotFinder.findAll(repository.snapshots(), ids, filter, this::warn)) {
            changed += change(repository, lock, stored) ? 1 : 0;
          }
          report(changed);
          return OK;
        });
  }

  private boolean change(Repository repository, RepositoryLock lock, StoredSnapshot stored) {
    var tags = changed(stored.snapshot().tags());
    if (split(set).isEmpty() && tags.equals(stored.snapshot().tags())) {
      return false;
    }
    lock.ensureHeld();
    try {
      var id = repository.saveSnapshot(SnapshotEdit.of(stored).tags(tags).build());
      lock.ensureHeld();
      repository.delete(FileType.SNAPSHOTS, stored.id());
      tell(stored.id(), id);
      return true;
    } catch (BackendFailure e) {
      lock.ensureHeld();
      warn(
          "unable to modify the tags for snapshot ID \"%s\", ignoring: %s"
              .formatted(stored.id(), e.getMessage()));
      return false;
    }
  }

  private List<String> changed(List<String> tags) {
    if (!split(set).isEmpty()) {
      return split(set);
    }
    var all = new ArrayList<>(tags);
    for (var tag : split(add)) {
      if (!all.contains(tag)) {
        all.add(tag);
      }
    }
    all.removeAll(split(remove));
    return all;
  }

  /** Empty ones are no tags. */
  private static List<String> split(List<String> lists) {
    return lists.stream()
        .flatMap(list -> SnapshotFilter.parseTags(list).stream())
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  private void tell(Id old, Id changed) {
    if (isJson()) {
      console()
          .json(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "changed")
                  .member("old_snapshot_id", old)
                  .member("new_snapshot_id", changed)
                  .endObject());
    }
    sayAt(VERBOSE, "old snapshot ID: %s -> new snapshot ID: %s".formatted(old, changed));
  }

  private void report(int changed) {
    if (isJson()) {
      console()
          .json(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "summary")
                  .member("changed_snapshots", changed)
                  .endObject());
    }
    say(changed == 0 ? "no snapshots were modified" : "modified " + changed + " snapshots");
  }
}
