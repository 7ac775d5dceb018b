package caravan.demo;

import caravan.LocalMode;
import caravan.components.Folders;
import caravan.components.S3ProxyServer;
import caravan.components.ShiftedClock;
import caravan.local.LocalFolders;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Compression;
import caravan.restic.repository.LockOwner;
import caravan.restic.repository.OpenOptions;
import caravan.restic.repository.Password;
import caravan.restic.repository.Repository;
import caravan.storage.RemoteStores;
import caravan.storage.StoreSettings;
import caravan.text.SizeText;
import caravan.text.TextTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The machine of the demo: local mode over one app's folder, with a clock that is put forward. */
final class DemoSite implements AutoCloseable {
  static final String PASSWORD = "change-me-and-keep-a-copy";
  static final List<String> TARGETS = List.of("minio", "r2");
  private static final LockOwner OWNER = new LockOwner("demo", "demo", 1, 0, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final S3ProxyServer server;
  private LocalMode mode;
  private final ShiftedClock clock = ShiftedClock.startingAt(Instant.parse("2026-01-05T20:58:00Z"));

  DemoSite(Path folder, S3ProxyServer server) throws IOException {
    this.folder = folder;
    this.server = server;
    Files.createDirectories(folder.resolve("manifests"));
    Files.createDirectories(folder.resolve("volumes"));
    Files.writeString(folder.resolve("manifests/app.yaml"), manifests());
  }

  /** The sample manifests, with the demo's addresses and keys in them. */
  private String manifests() throws IOException {
    try (var sample = Demo.class.getResourceAsStream("/deploy/manifests/app.yaml")) {
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8)
          .replace("s3:http://127.0.0.1:9000/volsync/app", address("minio"))
          .replace("s3:https://ACCOUNT.r2.cloudflarestorage.com/volsync/app", address("r2"))
          .replaceAll("(AWS_ACCESS_KEY_ID: ).*", "$1" + S3ProxyServer.ACCESS_KEY)
          .replaceAll("(AWS_SECRET_ACCESS_KEY: ).*", "$1" + S3ProxyServer.SECRET_KEY);
    }
  }

  String address(String target) {
    return server.repository("volsync-" + target + "/app");
  }

  Map<String, String> credentials() {
    return server.environment();
  }

  Path folder() {
    return folder;
  }

  Path volume() {
    return folder.resolve("volumes/app");
  }

  String time() {
    return TIME.format(clock.instant());
  }

  /** Starts local mode over the manifests and lets it do all that is due. */
  void deploy() {
    mode = LocalMode.start(settings());
    doWhatIsDue();
  }

  void anHourLater() {
    clock.shift(Duration.ofHours(1));
    doWhatIsDue();
  }

  private void doWhatIsDue() {
    try {
      mode.runOnce();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The volume, and everything that this machine remembers. */
  void lose() throws IOException {
    mode.close();
    Folders.delete(folder.resolve("volumes"));
    Folders.delete(folder.resolve("state"));
    Folders.delete(folder.resolve("cache"));
    Files.createDirectories(folder.resolve("volumes"));
  }

  @Override
  public void close() {
    if (mode != null) {
      mode.close();
    }
  }

  /** How many snapshots each repository has. */
  String summary() {
    var text = new StringBuilder();
    for (var target : TARGETS) {
      try (var stores = RemoteStores.standalone();
          var repository = open(stores, target)) {
        text.append("%s: %d snapshots   ".formatted(target, repository.snapshots().size()));
      } catch (caravan.restic.RepositoryMissing e) {
        text.append(target).append(": no repository yet   ");
      }
    }
    return text.toString().stripTrailing();
  }

  TextTable table() {
    var table =
        new TextTable(List.of("Repository", "Snapshots", "Newest", "Files", "Size", "Stored"));
    for (var target : TARGETS) {
      try (var stores = RemoteStores.standalone();
          var repository = open(stores, target)) {
        var snapshots = repository.snapshots();
        var newest = snapshots.getLast().snapshot();
        var stored = new java.util.concurrent.atomic.AtomicLong();
        repository.backend().list(FileType.DATA, file -> stored.addAndGet(file.sizeBytes()));
        table.row(
            List.of(
                target,
                Integer.toString(snapshots.size()),
                TIME.format(newest.time().toInstant()),
                Long.toString(newest.summary().totalFilesProcessed()),
                SizeText.of(newest.summary().totalBytesProcessed()),
                SizeText.of(stored.get())));
      }
    }
    return table;
  }

  /** Copies both repositories out of the server, file by file, to look at them later. */
  void keep() {
    for (var target : TARGETS) {
      try (var stores = RemoteStores.standalone();
          var from = stores.open(address(target), StoreSettings.of(credentials()));
          var to = new LocalBackend(kept(target))) {
        to.create();
        copy(from, to, FileHandle.CONFIG);
        for (var type : FileType.values()) {
          if (type != FileType.CONFIG) {
            from.list(type, file -> copy(from, to, new FileHandle(type, file.name())));
          }
        }
      }
    }
  }

  Path kept(String target) {
    return folder.resolve("repositories").resolve(target);
  }

  private static void copy(Backend from, Backend to, FileHandle handle) {
    to.save(handle, ByteBuffer.wrap(from.load(handle)));
  }

  private Repository open(RemoteStores stores, String target) {
    var backend = stores.open(address(target), StoreSettings.of(credentials()));
    var options =
        new OpenOptions(
            Password.of(PASSWORD),
            null,
            Compression.AUTO,
            OpenOptions.DEFAULT_PACK_SIZE_BYTES,
            true,
            null,
            OWNER,
            clock,
            warning -> {});
    return Repository.open(backend, options);
  }

  private LocalMode.Settings settings() {
    var folders =
        new LocalFolders(
            folder.resolve("manifests"),
            folder.resolve("volumes"),
            folder.resolve("state"),
            folder.resolve("cache"));
    return new LocalMode.Settings(
        folders,
        null,
        Map.of("camel.management.enabled", "false"),
        Map.of(),
        clock,
        OWNER,
        "caravan demo");
  }
}
