package caravan.restic.restorer;

import caravan.restic.repository.Repository;
import caravan.restic.restorer.RestoreOptions.Overwrite;
import caravan.restic.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A restore with defaults, for a test to change what it is about; it listens, too. */
final class TestRestore implements RestoreListener {
  final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<String> finished = new CopyOnWriteArrayList<>();
  String target;
  String subfolder = "";
  NodeFilter filter = NodeFilter.ALL;
  Overwrite overwrite = Overwrite.ALWAYS;
  boolean delete;
  boolean sparse;
  boolean verify;
  boolean dryRun;
  boolean ownershipByName;
  Predicate<String> extendedAttributes = name -> true;
  Runnable onPlanned = () -> {};

  /** Once, when the first item is finished. */
  Runnable onFinished = () -> {};

  TestRestore(Path target) {
    this.target = target.toString();
  }

  RestoreResult run(Repository repository, Snapshot snapshot) {
    finished.clear();
    failures.clear();
    var options =
        new RestoreOptions(
            target.getBytes(StandardCharsets.UTF_8),
            subfolder,
            filter,
            overwrite,
            delete,
            sparse,
            verify,
            dryRun,
            ownershipByName,
            extendedAttributes);
    return new Restorer(repository, snapshot, options, this).run();
  }

  /** What was told of each item, sorted, as {@code ACTION path}. */
  TreeSet<String> finished() {
    return new TreeSet<>(finished);
  }

  @Override
  public void planned(long files, long bytes) {
    onPlanned.run();
  }

  @Override
  public void finished(String path, Action action, long bytes) {
    finished.add(action + " " + path);
    var once = onFinished;
    onFinished = () -> {};
    once.run();
  }

  @Override
  public void failed(String path, String reason) {
    failures.add(path + ": " + reason);
  }
}
