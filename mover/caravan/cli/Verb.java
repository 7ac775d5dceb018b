package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.backend.Backend;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.storage.RemoteStores;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all verbs share: the flags, the way to the repository, and its lock. */
abstract class Verb implements Callable<Integer> {
  static final int OK = 0;

  @Mixin GlobalOptions global;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  private final CliContext context;
  private final Console console;
  private final RemoteStores stores = RemoteStores.standalone();

  Verb(CliContext context) {
    this.context = context;
    console = new Console(context.out(), context.err(), context.console());
  }

  /** Does the work; returns the exit code. */
  abstract int run();

  @Override
  public final Integer call() {
    if (global.quiet && global.verbose.length > 0) {
      throw new InvalidInput("--quiet and --verbose cannot be specified at the same time");
    }
    try (stores) {
      return run();
    }
  }

  /** Work on an open repository that is locked. */
  @FunctionalInterface
  interface Work {
    int on(Repository repository, RepositoryLock lock);
  }

  /** Opens the repository, takes the lock, works, and lets go of both, also on an interrupt. */
  int withRepository(LockMode mode, Work work) {
    return withRepository(settings(), mode, work);
  }

  int withRepository(Settings settings, LockMode mode, Work work) {
    var retryLock = settings.retryLock();
    try (var repository = open(settings)) {
      if (mode == null) {
        return work.on(repository, null);
      }
      try (var lock = new InterruptibleLock(() -> repository.lock(mode, retryLock), console)) {
        return work.on(repository, lock);
      }
    }
  }

  /** A shared lock, or none with {@code --no-lock}. */
  LockMode readingMode() {
    return global.noLock ? null : LockMode.SHARED;
  }

  Repository open(Settings settings) {
    var backend = backend(settings);
    Repository repository;
    try {
      repository = Repository.open(backend, settings.open(this::warn, false));
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
    if (console.isTerminal()) {
      say(
          "repository %s opened (version %d, compression level %s)",
          repository.config().id().toShortString(),
          repository.config().version(),
          repository.options().compression().name().toLowerCase(Locale.ROOT));
    }
    return repository;
  }

  Backend backend(Settings settings) {
    var address = settings.repository();
    if (RemoteStores.isRemote(address)) {
      return stores.open(address, settings.store());
    }
    return new LocalBackend(context.file(LocalBackend.folderOf(address)));
  }

  Settings settings() {
    return new Settings(global, context);
  }

  CliContext context() {
    return context;
  }

  Console console() {
    return console;
  }

  boolean isJson() {
    return global.json;
  }

  /** Prints for people, not with {@code --json} or {@code --quiet}. */
  void say(String text) {
    sayAt(1, text);
  }

  void say(String format, Object... arguments) {
    sayAt(1, format.formatted(arguments));
  }

  /** Prints for people, also with {@code --json}: restic has none for some of its verbs. */
  void sayAlways(String text) {
    if (!global.quiet) {
      console.line(text);
    }
  }

  /** Prints for people who asked for so much. */
  void sayAt(int verbosity, String text) {
    if (!global.json && global.verbosity() >= verbosity) {
      console.line(text);
    }
  }

  void warn(String text) {
    console.error(text);
  }
}
