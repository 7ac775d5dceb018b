package caravan.cli;

import caravan.restic.backend.Backend;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.storage.RemoteStores;
import caravan.storage.StoreSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all verbs share: the flags, the way to the repository, and its lock. */
abstract class Verb implements Callable<Integer> {
  static final int OK = 0;
  private static final String LOCAL = "local:";

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
    try (var repository = open()) {
      if (mode == null) {
        return work.on(repository, null);
      }
      try (var lock = new InterruptibleLock(repository.lock(mode, settings().retryLock()))) {
        return work.on(repository, lock);
      }
    }
  }

  /** A shared lock, or none with {@code --no-lock}. */
  LockMode readingMode() {
    return global.noLock ? null : LockMode.SHARED;
  }

  Repository open() {
    var backend = backend();
    try {
      return Repository.open(backend, settings().open(this::warn));
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  Backend backend() {
    var address = settings().repository();
    if (RemoteStores.isRemote(address)) {
      return stores.open(address, storeSettings());
    }
    var path = address.startsWith(LOCAL) ? address.substring(LOCAL.length()) : address;
    return new LocalBackend(context.workingDirectory().resolve(Path.of(path)));
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
    if (!global.json && global.verbosity() >= 1) {
      console.line(text);
    }
  }

  void say(String format, Object... arguments) {
    say(format.formatted(arguments));
  }

  void warn(String text) {
    console.error(text);
  }

  private StoreSettings storeSettings() {
    return StoreSettings.of(context.environment())
        .withOptions(global.options)
        .withRates(global.limitUpload, global.limitDownload)
        .withTls(global.caCertificates, global.clientCertificate, global.insecureTls);
  }
}
