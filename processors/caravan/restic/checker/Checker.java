package caravan.restic.checker;

import caravan.restic.backend.FileType;
import caravan.restic.repository.Repository;
import java.util.HashSet;
import java.util.Random;

/** Checks a repository from its index files up; the caller holds an exclusive lock. */
public final class Checker {
  private final Repository repository;
  private final ReadDataSubset readData;
  private final CheckListener listener;
  private final Random random;

  /**
   * @param readData which packs are read in full, null for none
   */
  public Checker(
      Repository repository, ReadDataSubset readData, CheckListener listener, Random random) {
    this.repository = repository;
    this.readData = readData;
    this.listener = listener;
    this.random = random;
  }

  public CheckResult run() {
    var findings = new Findings(listener);
    // Snapshots first: an index that is newer covers them, the other way round it need not.
    var snapshots = repository.list(FileType.SNAPSHOTS);
    listener.started(CheckListener.Stage.LOAD_INDEXES);
    var indexed = new IndexCheck(repository, findings).run();
    if (indexed == null) {
      return findings.result();
    }
    listener.started(CheckListener.Stage.CHECK_PACKS);
    var packs = new PackCheck(repository, indexed, findings).run();
    listener.started(CheckListener.Stage.CHECK_SNAPSHOTS);
    new TreeCheck(repository, findings, listener).run(snapshots);
    if (readData != null) {
      listener.started(CheckListener.Stage.READ_DATA);
      var chosen = readData.choose(packs, random);
      packs.keySet().retainAll(new HashSet<>(chosen));
      new DataCheck(repository, indexed, findings, listener).run(packs);
    }
    return findings.result();
  }
}
