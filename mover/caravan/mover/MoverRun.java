package caravan.mover;

import caravan.mover.MoverResult.Kind;
import caravan.restic.repository.FreshCache;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.snapshot.StoredSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run over one volume while it goes on: what it was asked, the repository once it is open, and
 * what came of it so far. The body of every mover route.
 */
public final class MoverRun implements AutoCloseable {
  /** VolSync records every volume under this path and host, whatever it is called. */
  static final String PATH = "/data";

  static final String HOST = "volsync";

  private static final String INTERRUPTED = "the mover was told to end before its work was done";
  private static final int BY_SIGTERM = 143;

  private final MoverEnvironment environment;
  private final List<Operation> operations;
  private final MoverServices services;
  private final MoverLog log;
  private final Outcome outcome;
  private final RunLock lock = new RunLock();
  private Repository repository;
  private FreshCache freshCache;
  private StoredSnapshot chosen;
  private boolean isIndexLoaded;

  public MoverRun(
      List<Operation> operations,
      MoverEnvironment environment,
      MoverServices services,
      MoverLog log) {
    this.operations = List.copyOf(operations);
    this.environment = environment;
    this.services = services;
    this.log = log;
    outcome = new Outcome(services.clock());
  }

  /** The routes to pass through, for a routing slip. */
  public String slip() {
    return operations.stream()
        .map(operation -> "direct:mover-" + operation.word())
        .collect(Collectors.joining(","));
  }

  /** Whether there is something to do: false once the volume was found empty. */
  public boolean isNeeded() {
    return !outcome.isSkipped();
  }

  /** Whether snapshots may be forgotten: not while the volume is far smaller than it was. */
  public boolean mayForget() {
    return !outcome.isShrunk();
  }

  public boolean hasSnapshot() {
    return chosen != null;
  }

  public MoverResult result() {
    return outcome.result();
  }

  MoverEnvironment environment() {
    return environment;
  }

  List<Operation> operations() {
    return operations;
  }

  MoverServices services() {
    return services;
  }

  MoverLog log() {
    return log;
  }

  Outcome outcome() {
    return outcome;
  }

  Repository repository() {
    return repository;
  }

  /** Taken now or not at all; given back as well when the run is interrupted. */
  RepositoryLock lock(LockMode mode) {
    return lock.take(() -> repository.lock(mode, Duration.ZERO));
  }

  /**
   * What there is to say of a run that is told to end in the middle. Once its lock is given back,
   * whatever still goes on fails at its next write.
   */
  public MoverResult interrupted() {
    outcome.failed(new MoverResult.Failure(Kind.INTERRUPTED, INTERRUPTED, BY_SIGTERM));
    log.line("Fatal: " + INTERRUPTED);
    return result();
  }

  /** Lets go of the lock, and takes none any more. */
  public void giveBackLock() {
    lock.giveBack();
  }

  boolean isOpen() {
    return repository != null;
  }

  void opened(Repository repository) {
    this.repository = repository;
  }

  StoredSnapshot chosen() {
    return chosen;
  }

  void choose(StoredSnapshot snapshot) {
    chosen = snapshot;
  }

  /** Loads the index once; what this run stores is added to it on the way. */
  void loadIndex() {
    if (!isIndexLoaded) {
      repository.loadIndex();
      isIndexLoaded = true;
    }
  }

  /** From here on nothing that an earlier run cached stands in for what is stored. */
  void useFreshCache() {
    close();
    freshCache = FreshCache.below(environment.cacheFolder(), services.clock(), log::line);
  }

  OpenOptions openOptions() {
    return new OpenOptions(
        environment.password(),
        freshCache == null ? environment.cacheFolder() : freshCache.folder(),
        environment.compression(),
        environment.packSizeBytes(),
        true,
        null,
        services.owner(),
        services.clock(),
        log::line);
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
      repository = null;
      isIndexLoaded = false;
    }
    if (freshCache != null) {
      freshCache.close();
      freshCache = null;
    }
  }

  /** Names the volume, for Camel's own messages. */
  @Override
  public String toString() {
    return "run over " + environment.dataFolder();
  }
}
