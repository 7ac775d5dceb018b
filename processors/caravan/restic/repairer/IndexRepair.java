package caravan.restic.repairer;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import caravan.restic.pack.PackHeader;
import caravan.restic.repository.IndexWriter;
import caravan.restic.repository.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the index fit the packs that are there. New index files are stored before an old one is
 * deleted: a run killed anywhere leaves at least what was there before, and the next one finishes.
 */
public final class IndexRepair {
  private final Repository repository;
  private final RepairListener listener;
  private final Runnable ensureLockHeld;

  /** What index files say that can be read: the size of each pack, or -1 where they differ. */
  private final Map<Id, Described> indexed = new HashMap<>();

  private final Set<Id> unreadable = new HashSet<>();
  private final Set<Id> written = new HashSet<>();
  private final IndexWriter writer;

  private record Described(int hash, long sizeBytes) {
    static final long CONTRADICTORY = -1;

    static Described of(PackContent pack) {
      return new Described(pack.entries().hashCode(), PackHeader.packBytes(pack.entries()));
    }

    Described and(Described other) {
      return other.hash == hash ? this : new Described(hash, CONTRADICTORY);
    }
  }

  /**
   * The caller holds an exclusive lock. The repository's index in memory is not looked at, and of
   * no use afterwards if it was loaded.
   */
  public IndexRepair(Repository repository, RepairListener listener, Runnable ensureLockHeld) {
    this.repository = repository;
    this.listener = listener;
    this.ensureLockHeld = ensureLockHeld;
    writer = new IndexWriter(repository, ensureLockHeld);
  }

  /**
   * @param readsAllPacks trusts no index file at all
   */
  public void run(boolean readsAllPacks) {
    var files = repository.list(FileType.INDEX);
    if (readsAllPacks) {
      unreadable.addAll(files);
    } else {
      listener.step("loading indexes...");
      files.forEach(this::describe);
    }
    listener.step("getting pack files to read...");
    var packs = new HashMap<Id, Long>();
    repository
        .backend()
        .list(FileType.DATA, file -> packs.put(Id.parse(file.name()), file.sizeBytes()));
    var doubtful = doubtful(packs);
    var gone = gone(packs);
    readHeaders(doubtful, packs);
    listener.step("rebuilding index");
    var obsolete = carryOver(files, doubtful, gone);
    writer.flush();
    obsolete.forEach(this::delete);
  }

  private void describe(Id file) {
    try {
      IndexFile.decode(
          repository.loadUnpacked(FileType.INDEX, file),
          pack -> indexed.merge(pack.packId(), Described.of(pack), Described::and));
    } catch (DamagedRepository e) {
      listener.found("removing invalid index %s: %s".formatted(file, e.getMessage()));
      unreadable.add(file);
    }
  }

  /** Packs of which no index file tells the truth. */
  private Set<Id> doubtful(Map<Id, Long> packs) {
    var doubtful = new HashSet<Id>();
    packs.forEach(
        (pack, size) -> {
          var described = indexed.get(pack);
          if (described == null) {
            listener.found("adding pack file to index " + pack);
            doubtful.add(pack);
          } else if (described.sizeBytes() == Described.CONTRADICTORY) {
            listener.found(
                "reindexing pack file %s that indexes contradict each other of".formatted(pack));
            doubtful.add(pack);
          } else if (described.sizeBytes() != size) {
            listener.found(
                "reindexing pack file %s with unexpected size %d instead of %d"
                    .formatted(pack, size, described.sizeBytes()));
            doubtful.add(pack);
          }
        });
    return doubtful;
  }

  private Set<Id> gone(Map<Id, Long> packs) {
    var gone = new HashSet<>(indexed.keySet());
    gone.removeAll(packs.keySet());
    gone.forEach(pack -> listener.found("removing not found pack file " + pack));
    return gone;
  }

  private void readHeaders(Set<Id> doubtful, Map<Id, Long> packs) {
    if (doubtful.isEmpty()) {
      return;
    }
    listener.step("reading pack files");
    try (var headers = new PackHeaders(repository)) {
      for (var pack : doubtful) {
        try {
          write(new PackContent(pack, headers.read(pack, packs.get(pack))));
        } catch (DamagedRepository e) {
          listener.detail("skipped incomplete pack file: %s: %s".formatted(pack, e.getMessage()));
        }
      }
    }
  }

  /** Writes what stays of old index files; returns those that may go. */
  private List<Id> carryOver(List<Id> files, Set<Id> doubtful, Set<Id> gone) {
    var obsolete = new ArrayList<>(unreadable);
    for (var file : files) {
      if (unreadable.contains(file)) {
        continue;
      }
      var packs = new ArrayList<PackContent>();
      IndexFile.decode(repository.loadUnpacked(FileType.INDEX, file), packs::add);
      if (isToStay(packs, doubtful, gone)) {
        packs.forEach(pack -> written.add(pack.packId()));
        continue;
      }
      for (var pack : packs) {
        if (!doubtful.contains(pack.packId())
            && !gone.contains(pack.packId())
            && !written.contains(pack.packId())) {
          write(pack);
        }
      }
      obsolete.add(file);
    }
    return obsolete;
  }

  /** A full file that is right stays as it is; small ones are merged. */
  private boolean isToStay(List<PackContent> packs, Set<Id> doubtful, Set<Id> gone) {
    int blobs = 0;
    var here = new HashSet<Id>();
    for (var pack : packs) {
      var id = pack.packId();
      blobs += pack.entries().size();
      if (doubtful.contains(id) || gone.contains(id) || written.contains(id) || !here.add(id)) {
        return false;
      }
    }
    return blobs >= IndexFile.FULL_BLOBS && blobs < IndexFile.OVERSIZED_BLOBS;
  }

  private void write(PackContent pack) {
    written.add(pack.packId());
    writer.add(pack);
  }

  private void delete(Id file) {
    ensureLockHeld.run();
    repository.delete(FileType.INDEX, file);
  }
}
