package caravan.restic.pruner;

import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import caravan.restic.pack.PackEntry;
import caravan.restic.repository.IndexWriter;
import caravan.restic.repository.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes index files anew without the packs that leave. Full files that name none of them stay as
 * they are; small ones are merged on the way. New files are stored before an old one is deleted.
 */
final class IndexRewriter {
  private final Repository repository;
  private final Set<Id> excluded;
  private final PruneListener listener;

  /** How many blobs all index files together tell of a pack. */
  private final Map<Id, Integer> packBlobs = new HashMap<>();

  /** Packs that are named by a file that stays or by a new one. */
  private final Set<Id> indexed = new HashSet<>();

  /** What single files tell of a pack that others know more of. */
  private final Map<Id, Set<PackEntry>> partial = new HashMap<>();

  private final IndexWriter writer;

  IndexRewriter(
      Repository repository, Set<Id> excluded, PruneListener listener, Runnable ensureLockHeld) {
    this.repository = repository;
    this.excluded = excluded;
    this.listener = listener;
    writer = new IndexWriter(repository, ensureLockHeld);
  }

  /** Stores the new files; returns the old ones, which may then be deleted. */
  List<Id> rewrite() {
    repository.index().forEach(blob -> packBlobs.merge(blob.packId(), 1, Integer::sum));
    var files = repository.list(FileType.INDEX);
    listener.started(PruneListener.Phase.REBUILDING_INDEX, files.size());
    var obsolete = new ArrayList<Id>();
    for (var file : files) {
      var packs = read(file);
      if (mustGo(packs)) {
        packs.forEach(this::carryOver);
        obsolete.add(file);
      } else {
        packs.forEach(pack -> indexed.add(pack.packId()));
      }
      listener.progressed(PruneListener.Phase.REBUILDING_INDEX, 1);
    }
    partial.forEach(
        (pack, entries) -> {
          if (!indexed.contains(pack)) {
            write(new PackContent(pack, List.copyOf(entries)));
          }
        });
    writer.flush();
    return obsolete;
  }

  private List<PackContent> read(Id file) {
    var packs = new ArrayList<PackContent>();
    IndexFile.decode(repository.loadUnpacked(FileType.INDEX, file), packs::add);
    return packs;
  }

  private boolean mustGo(List<PackContent> packs) {
    int blobs = 0;
    var here = new HashSet<Id>();
    for (var pack : packs) {
      blobs += pack.entries().size();
      if (excluded.contains(pack.packId())
          || indexed.contains(pack.packId())
          || !here.add(pack.packId())
          || !isComplete(pack)) {
        return true;
      }
    }
    return blobs < IndexFile.FULL_BLOBS || blobs >= IndexFile.OVERSIZED_BLOBS;
  }

  private boolean isComplete(PackContent pack) {
    return pack.entries().size() == packBlobs.getOrDefault(pack.packId(), 0);
  }

  private void carryOver(PackContent pack) {
    if (excluded.contains(pack.packId()) || indexed.contains(pack.packId())) {
      return;
    }
    if (isComplete(pack)) {
      write(pack);
    } else {
      partial.computeIfAbsent(pack.packId(), id -> new LinkedHashSet<>()).addAll(pack.entries());
    }
  }

  private void write(PackContent pack) {
    indexed.add(pack.packId());
    writer.add(pack);
  }
}
