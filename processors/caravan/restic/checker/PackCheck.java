package caravan.restic.checker;

import caravan.restic.Id;
import caravan.restic.backend.FileType;
import caravan.restic.repository.Repository;
import java.util.HashMap;
import java.util.Map;

/** Compares the packs that are stored with those that are indexed. */
final class PackCheck {
  private final Repository repository;
  private final Map<Id, IndexedPack> indexed;
  private final Findings findings;

  PackCheck(Repository repository, Map<Id, IndexedPack> indexed, Findings findings) {
    this.repository = repository;
    this.indexed = indexed;
    this.findings = findings;
  }

  /** The indexed packs that are there, with their sizes. */
  Map<Id, Long> run() {
    var sizes = new HashMap<Id, Long>();
    repository
        .backend()
        .list(FileType.DATA, file -> sizes.put(Id.parse(file.name()), file.sizeBytes()));
    indexed.forEach((id, pack) -> compare(id, pack, sizes.get(id)));
    long additional = sizes.keySet().stream().filter(id -> !indexed.containsKey(id)).count();
    if (additional > 0) {
      findings.add(
          Finding.hint(
              "%d additional files were found in the repo, which likely contain duplicate data. This is non-critical, you can run `prune` to correct this.",
              additional));
      findings.suggestPrune();
    }
    sizes.keySet().retainAll(indexed.keySet());
    return sizes;
  }

  private void compare(Id id, IndexedPack pack, Long size) {
    if (size == null) {
      // Not for repair packs: there is nothing left to repair.
      findings.add(
          Finding.error(
              "pack %s: does not exist; the %d blobs in it are lost unless another pack has them",
              id, pack.blobs()));
    } else if (size != pack.sizeBytes()) {
      findings.brokenPack(
          id,
          Finding.error(
              "pack %s: unexpected file size: got %d, expected %d", id, size, pack.sizeBytes()));
    }
  }
}
