package caravan.restic.checker;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.pack.PackContent;
import caravan.restic.repository.Repository;
import java.util.HashMap;
import java.util.Map;

/** Loads every index file and compares what they say about the same pack. */
final class IndexCheck {
  private final Repository repository;
  private final Findings findings;
  private final Map<Id, IndexedPack> packs = new HashMap<>();

  IndexCheck(Repository repository, Findings findings) {
    this.repository = repository;
    this.findings = findings;
  }

  /** What is indexed, or null when an index file cannot be read: then nothing else can be told. */
  Map<Id, IndexedPack> run() {
    boolean isReadable = true;
    for (var id : repository.list(FileType.INDEX)) {
      try {
        IndexFile.decode(repository.loadUnpacked(FileType.INDEX, id), this::add);
      } catch (ResticException e) {
        findings.add(Finding.error("error loading index %s: %s", id, Finding.reason(e)));
        isReadable = false;
      }
    }
    if (!isReadable) {
      findings.suggestRepairIndex();
      return null;
    }
    return packs;
  }

  private void add(PackContent pack) {
    pack.entries().forEach(entry -> repository.index().add(pack.packId(), entry));
    var described = IndexedPack.of(pack.entries());
    var known = packs.putIfAbsent(pack.packId(), described);
    if (known == null) {
      if (described.isMixed()) {
        findings.add(
            Finding.hint(
                "pack %s contains both %s and %s blobs: prune will sort them",
                pack.packId(), BlobType.TREE.word(), BlobType.DATA.word()));
        findings.suggestPrune();
      }
    } else if (!known.equals(described)) {
      findings.brokenPack(
          pack.packId(),
          Finding.error("pack %s: different data in indexes; run repair packs", pack.packId()));
    } else {
      findings.add(
          Finding.hint(
              "pack %s is listed in several indexes: repair index will tidy it", pack.packId()));
      findings.suggestRepairIndex();
    }
  }
}
