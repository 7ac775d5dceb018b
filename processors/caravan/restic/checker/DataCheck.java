package caravan.restic.checker;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.repository.Repository;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Reads packs in full, several at once, each a second time when the first shows damage. */
final class DataCheck {
  private static final int MAX_PARALLEL = 4;
  private final Repository repository;
  private final Map<Id, IndexedPack> indexed;
  private final Findings findings;
  private final CheckListener listener;

  DataCheck(
      Repository repository,
      Map<Id, IndexedPack> indexed,
      Findings findings,
      CheckListener listener) {
    this.repository = repository;
    this.indexed = indexed;
    this.findings = findings;
    this.listener = listener;
  }

  /** Reads the packs whose stored sizes are given. */
  void run(Map<Id, Long> sizes) {
    var packs = sizes.entrySet().iterator();
    var done = new AtomicLong();
    int parallel = Math.min(MAX_PARALLEL, Runtime.getRuntime().availableProcessors());
    var workers = new ArrayList<Future<?>>();
    try (var executor = Executors.newFixedThreadPool(parallel)) {
      for (int i = 0; i < parallel; i++) {
        workers.add(
            executor.submit(
                () -> {
                  for (StoredPack pack; (pack = next(packs)) != null; ) {
                    check(pack);
                    listener.progressed(done.incrementAndGet(), sizes.size());
                  }
                }));
      }
    }
    workers.forEach(DataCheck::finish);
  }

  private static StoredPack next(Iterator<Map.Entry<Id, Long>> packs) {
    synchronized (packs) {
      if (!packs.hasNext()) {
        return null;
      }
      var pack = packs.next();
      return new StoredPack(pack.getKey(), pack.getValue());
    }
  }

  /** A worker that died has left packs unread: that is no clean bill of health. */
  private static void finish(Future<?> worker) {
    try {
      worker.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while packs were read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a pack could not be checked: " + e.getCause(), e);
    }
  }

  private void check(StoredPack stored) {
    var pack = stored.id();
    try (var codec = repository.codec()) {
      var reading = new PackReading(repository, codec, stored, PackReading.PIECE_BYTES);
      try {
        reading.verify(indexed.get(pack));
      } catch (DamagedRepository e) {
        // A second look: the damage may have happened on the way here.
        reading.verify(indexed.get(pack));
      }
    } catch (DamagedRepository e) {
      findings.brokenPack(pack, Finding.error("pack %s: %s", pack, e.getMessage()));
    } catch (ResticException e) {
      // The store failed, which says nothing about the pack: nobody should repair it for that.
      findings.add(Finding.error("pack %s cannot be read: %s", pack, Finding.reason(e)));
    }
  }
}
