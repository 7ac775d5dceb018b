package caravan.restic.repository;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackBuilder;
import caravan.restic.pack.PackContent;
import caravan.restic.pack.PackEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stores finished packs, several at a time, and writes an index file whenever enough of them are
 * stored. Its packs' buffers are bounded: who wants to fill another waits for one to be stored. The
 * first failure ends everything.
 */
final class PackStore implements AutoCloseable {
  private static final int MAX_UPLOADS = 4;
  private static final int OPEN_PACKS = BlobType.values().length;
  private static final int OVERSHOOT_BYTES = 2 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration MAX_INDEX_AGE = Duration.ofMinutes(10);

  private final Repository repository;
  private final boolean dryRun;
  private final ExecutorService executor;
  private final List<PackBuilder> allBuilders = new ArrayList<>();
  private final BlockingDeque<PackBuilder> builders;
  private final List<Future<?>> uploads = new ArrayList<>();
  private final List<PackContent> unindexed = new ArrayList<>();
  private Consumer<PackContent> onStored = pack -> {};
  private Instant oldestUnindexed;
  private int unindexedBlobs;
  private volatile Throwable failure;

  record FinishedPack(Id id, BlobType type, List<PackEntry> entries, PackBuilder builder) {}

  PackStore(Repository repository, boolean dryRun) {
    this.repository = repository;
    this.dryRun = dryRun;
    int parallel = Math.clamp(repository.backend().connections(), 1, MAX_UPLOADS);
    executor =
        Executors.newFixedThreadPool(
            parallel, Thread.ofPlatform().daemon().name("upload-", 0).factory());
    // The one used last is used next: the others may never need their memory.
    builders = new LinkedBlockingDeque<>();
    int expectedBytes = repository.options().packSizeBytes() + OVERSHOOT_BYTES;
    for (int i = 0; i < parallel + OPEN_PACKS; i++) {
      allBuilders.add(new PackBuilder(expectedBytes));
    }
    builders.addAll(allBuilders);
  }

  void onStored(Consumer<PackContent> consumer) {
    onStored = consumer;
  }

  /** An empty buffer, as soon as there is one. */
  PackBuilder takeBuilder() {
    failIfFailed();
    try {
      var builder = builders.take();
      if (failure != null) {
        // For the next who waits: it is to fail as well.
        builders.push(builder);
        failIfFailed();
      }
      return builder;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a pack to be stored", e);
    }
  }

  synchronized void submit(FinishedPack pack) {
    if (failure != null) {
      builders.push(pack.builder());
      failIfFailed();
    }
    uploads.removeIf(upload -> upload.state() == Future.State.SUCCESS);
    uploads.add(executor.submit(() -> store(pack)));
  }

  /** Waits until every pack is stored and in an index file. */
  void flush() {
    List<Future<?>> waiting;
    synchronized (this) {
      waiting = List.copyOf(uploads);
      uploads.clear();
    }
    try {
      for (var upload : waiting) {
        upload.get();
      }
    } catch (ExecutionException e) {
      fail(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while packs were being stored", e);
    }
    failIfFailed();
    writeIndex();
  }

  /** The first failure is the one that every further call tells. */
  synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  void failIfFailed() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** Breaks off what is under way; it has ended when this returns, or is beyond waiting for. */
  @Override
  public void close() {
    fail(new IllegalStateException("these uploads are closed"));
    executor.shutdownNow();
    builders.offer(new PackBuilder(0));
    try {
      if (executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        allBuilders.forEach(PackBuilder::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(FinishedPack pack) {
    try {
      failIfFailed();
      var handle = FileHandle.of(FileType.DATA, pack.id());
      if (!dryRun) {
        repository.backend().save(handle, pack.builder().content());
        if (pack.type() == BlobType.TREE) {
          repository.cache().save(handle, pack.builder().content());
        }
      }
      var content = new PackContent(pack.id(), pack.entries());
      onStored.accept(content);
      remember(content);
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    } finally {
      pack.builder().clear();
      builders.push(pack.builder());
    }
  }

  private synchronized void remember(PackContent pack) {
    var now = repository.options().clock().instant();
    if (unindexed.isEmpty()) {
      oldestUnindexed = now;
    }
    unindexed.add(pack);
    unindexedBlobs += pack.entries().size();
    boolean isOld = Duration.between(oldestUnindexed, now).compareTo(MAX_INDEX_AGE) >= 0;
    if (unindexedBlobs >= IndexFile.FULL_BLOBS || isOld) {
      writeIndex();
    }
  }

  private synchronized void writeIndex() {
    if (unindexed.isEmpty()) {
      return;
    }
    if (!dryRun) {
      repository.saveUnpacked(FileType.INDEX, IndexFile.encode(unindexed));
    }
    unindexed.clear();
    unindexedBlobs = 0;
  }
}
