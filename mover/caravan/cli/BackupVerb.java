package caravan.cli;

import caravan.restic.Id;
import caravan.restic.IncompleteException;
import caravan.restic.InvalidInput;
import caravan.restic.archiver.Archiver;
import caravan.restic.archiver.BackupOptions;
import caravan.restic.archiver.BackupResult;
import caravan.restic.archiver.DeviceIds;
import caravan.restic.archiver.EntryFilter;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.SnapshotFilter;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import caravan.restic.snapshot.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Saves files and folders as a new snapshot. */
@Command(
    name = "backup",
    description = "Save files and folders as a new snapshot.",
    footer = {
      "",
      "Exit codes: 0 saved; 3 saved, but some files could not be read; 10 no repository;",
      "11 locked; 12 wrong password.",
      "",
      "Examples:",
      "  caravan backup ~/Documents ~/Pictures",
      "  caravan backup /srv --exclude '*.tmp' --exclude-larger-than 2G --tag nightly",
      "  cd /data && caravan backup . --host volsync"
    })
final class BackupVerb extends Verb {
  private static final int VERBOSE = 2;

  @Mixin private ExcludeOptions exclude;

  @Mixin private Sources sources;

  @Option(
      names = {"-H", "--host"},
      paramLabel = "HOST",
      description = "recorded host ($RESTIC_HOST)")
  private String host;

  @Option(
      names = "--tag",
      paramLabel = "TAGS",
      description = "recorded tags, with commas or repeated")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "recorded time, as 2006-01-02 15:04:05")
  private String time;

  @Option(
      names = {"-g", "--group-by"},
      paramLabel = "GROUP",
      description = "what a parent has in common: host, paths, tags")
  private String groupBy = "host,paths";

  @Option(names = "--parent", paramLabel = "ID", description = "snapshot to compare with")
  private String parent;

  @Option(
      names = {"-f", "--force"},
      description = "read every file again")
  private boolean force;

  @Option(
      names = {"-n", "--dry-run"},
      description = "only say what would be saved")
  private boolean dryRun;

  @Option(names = "--skip-if-unchanged", description = "save no snapshot when nothing changed")
  private boolean skipIfUnchanged;

  @Option(names = "--with-atime", description = "record times of last access")
  private boolean withAtime;

  @Option(names = "--ignore-inode", description = "a new inode is no change")
  private boolean ignoreInode;

  @Option(names = "--ignore-ctime", description = "a new ctime is no change")
  private boolean ignoreCtime;

  @Option(names = "--no-scan", description = "do not count ahead for the progress")
  private boolean noScan;

  @Option(names = "--read-concurrency", paramLabel = "N", description = "files read at once")
  private int readConcurrency;

  @Option(
      names = "--device-ids",
      paramLabel = "MODE",
      description = "as_found as restic does, or stable for volumes whose device changes")
  private DeviceIds deviceIds = DeviceIds.AS_FOUND;

  BackupVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    var targets = sources.paths(context());
    var by = GroupBy.parse(groupBy);
    var filter = withoutCache(exclude.filter(context(), targets));
    sayAt(VERBOSE, "open repository");
    return withRepository(
        dryRun ? null : LockMode.SHARED,
        (repository, lock) -> backup(options(repository, targets, filter), by, repository, lock));
  }

  private int backup(
      BackupOptions options, GroupBy by, Repository repository, RepositoryLock lock) {
    sayAt(VERBOSE, "load index files");
    repository.loadIndex();
    var targets = "[" + String.join(" ", options.targets()) + "]";
    if (options.scan()) {
      sayAt(VERBOSE, "start scan on " + targets);
    }
    sayAt(VERBOSE, "start backup on " + targets);
    var start = context().clock().instant();
    BackupResult result;
    try (var meter = new ProgressMeter(this, new BackupShape())) {
      Runnable ensureHeld = lock == null ? () -> {} : lock::ensureHeld;
      result =
          new Archiver(repository, options, new BackupNews(this, meter), ensureHeld)
              .groupingBy(by)
              .run();
    }
    var elapsed = Duration.between(start, context().clock().instant());
    new BackupReport(this, dryRun).print(result, elapsed);
    if (!result.failures().isEmpty()) {
      throw new IncompleteException("Warning: at least one source file could not be read");
    }
    return OK;
  }

  private BackupOptions options(Repository repository, List<String> targets, EntryFilter filter) {
    boolean ignoresInode = ignoreInode || isSet("RESTIC_IGNORE_INODE");
    return new BackupOptions(
        targets,
        context().workingDirectory().toString(),
        hostname(),
        context().owner(),
        tags.stream().flatMap(text -> SnapshotFilter.parseTags(text).stream()).toList(),
        time(),
        context().clock(),
        parent(repository),
        force,
        exclude.given(),
        filter,
        deviceIds,
        withAtime,
        ignoresInode,
        ignoreCtime || ignoresInode || isSet("RESTIC_IGNORE_CTIME"),
        skipIfUnchanged,
        dryRun,
        isScanning(),
        readConcurrency(),
        context().program());
  }

  /** The local cache would change while it is saved. */
  private EntryFilter withoutCache(EntryFilter filter) {
    var cache = settings().cacheFolder();
    if (cache == null) {
      return filter;
    }
    var folder = BytePath.of(cache.toString());
    return (path, stat) -> !Arrays.equals(path, folder) && filter.accepts(path, stat);
  }

  /** Counting ahead is for those who watch. */
  private boolean isScanning() {
    var pace = ProgressPace.of(this);
    boolean isWatched = pace.isDrawn() || pace.interval() != null || global.verbosity() >= VERBOSE;
    return !noScan && isWatched;
  }

  private boolean isSet(String variable) {
    var value = context().variable(variable);
    return !value.isEmpty() && !value.equals("false") && !value.equals("0");
  }

  private String hostname() {
    if (host != null) {
      return host;
    }
    var variable = context().variable("RESTIC_HOST");
    return variable.isEmpty() ? context().owner().hostname() : variable;
  }

  private Timestamp time() {
    if (time == null) {
      return null;
    }
    return RecordedTime.parse("--time", time, context());
  }

  private Id parent(Repository repository) {
    if (parent == null) {
      return null;
    }
    var filter = new SnapshotFilter(List.of(hostname()), List.of(), List.of());
    var reference = SnapshotReference.parse(parent);
    return SnapshotFinder.find(repository.snapshots(), reference, filter).id();
  }

  private int readConcurrency() {
    if (readConcurrency > 0) {
      return readConcurrency;
    }
    var variable = context().variable("RESTIC_READ_CONCURRENCY");
    try {
      return variable.isEmpty() ? 2 : Math.max(1, Integer.parseInt(variable));
    } catch (NumberFormatException e) {
      throw new InvalidInput("$RESTIC_READ_CONCURRENCY=" + variable + " is no number", e);
    }
  }
}
