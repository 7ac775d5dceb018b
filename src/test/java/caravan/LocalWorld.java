package caravan;

import caravan.local.LocalFolders;
import caravan.restic.repository.LockOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Folders, manifests and a clock for local mode, in which one look at everything is one call. */
final class LocalWorld implements AutoCloseable {
  static final String DESTINATION =
      """
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: app}
      spec:
        dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: app-dst}
      ---
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationDestination
      metadata: {name: app-dst}
      spec:
        trigger: {manual: restore-once}
        restic:
          repository: hourly
          copyMethod: Snapshot
          capacity: 1Gi
          accessModes: [ReadWriteOnce]
      """;

  private final Path folder;
  private final LocalFolders folders;
  private Instant now = Instant.parse("2026-03-01T10:20:30Z");
  private final Map<String, String> settings = new TreeMap<>();
  private Path routes;
  private LocalMode mode;

  LocalWorld(Path folder) throws IOException {
    this.folder = folder;
    settings.put("camel.management.enabled", "false");
    folders =
        LocalFolders.of(
            Files.createDirectory(folder.resolve("manifests")),
            Files.createDirectory(folder.resolve("volumes")));
  }

  /** A source of the volume {@code app} into a repository of the source's schedule. */
  static String source(String name, String repository, String schedule) {
    return """
    ---
    apiVersion: volsync.backube/v1alpha1
    kind: ReplicationSource
    metadata: {name: %s}
    spec:
      sourcePVC: app
      trigger: {schedule: "%s"}
      restic:
        repository: %s
        copyMethod: Snapshot
        retain: {hourly: 24, daily: 7}
    """
        .formatted(name, schedule, repository);
  }

  /** The Secret of a repository in a folder. */
  String secret(String name, String password) {
    return """
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: %s}
    stringData:
      RESTIC_REPOSITORY: %s
      RESTIC_PASSWORD: %s
    """
        .formatted(name, repository(name), password);
  }

  void manifest(String file, String... documents) throws IOException {
    Files.writeString(folders.manifests().resolve(file), String.join("", documents));
  }

  void route(String file, String content) throws IOException {
    routes = Files.createDirectories(folder.resolve("routes"));
    Files.writeString(routes.resolve(file), content);
  }

  Path volume(String name) {
    return folders.volumes().resolve(name);
  }

  Path repository(String name) {
    return folder.resolve("repository-" + name);
  }

  long snapshots(String repository) throws IOException {
    try (var files = Files.list(repository(repository).resolve("snapshots"))) {
      return files.count();
    }
  }

  /** The status file of an object, e.g. {@code replicationsource app}. */
  Path status(String kind, String name) {
    return folders.state().resolve(kind).resolve("default").resolve(name + ".yaml");
  }

  String statusText(String kind, String name) throws IOException {
    return Files.readString(status(kind, name));
  }

  void later(Duration duration) {
    now = now.plus(duration);
  }

  void set(String name, String value) {
    settings.put(name, value);
  }

  Path state() {
    return folders.state();
  }

  Path manifests() {
    return folders.manifests();
  }

  LocalMode start() {
    mode = startAnother();
    return mode;
  }

  LocalMode startAnother() {
    return LocalMode.start(
        new LocalMode.Settings(
            folders,
            routes,
            settings,
            Map.of(),
            new WorldClock(),
            new LockOwner("test", "test", (int) ProcessHandle.current().pid(), 0, 0),
            "caravan test"));
  }

  /** Starts where needed and looks at everything until nobody has anything more to do. */
  void run() throws InterruptedException {
    if (mode == null) {
      start();
    }
    mode.runOnce();
  }

  boolean hasErrors() {
    return mode.hasErrors();
  }

  void stop() {
    if (mode != null) {
      mode.close();
      mode = null;
    }
  }

  List<Path> workFolders(String kind) throws IOException {
    var work = folders.volumes().resolve(".caravan").resolve(kind);
    if (!Files.exists(work)) {
      return List.of();
    }
    try (var files = Files.list(work)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** A second passes with each look, as to every program. */
  private final class WorldClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public synchronized Instant instant() {
      now = now.plusMillis(100);
      return now;
    }
  }
}
