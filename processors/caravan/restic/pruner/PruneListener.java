package caravan.restic.pruner;

/** Hears how a prune goes, from several threads. */
public interface PruneListener {
  PruneListener NONE = new PruneListener() {};

  /** What a prune does one after the other; each counts the things named. */
  enum Phase {
    /** Snapshots whose trees are walked. */
    FINDING_USED_DATA,
    /** Packs in the repository. */
    COLLECTING_PACKS,
    /** Packs that no index names. */
    DELETING_UNREFERENCED_PACKS,
    /** Packs whose needed blobs are copied. */
    REPACKING,
    /** Index files looked through. */
    REBUILDING_INDEX,
    /** Index files that newer ones replace. */
    DELETING_OLD_INDEXES,
    /** Packs that nothing needs any more. */
    DELETING_PACKS
  }

  /** A phase begins, with so many things to do. */
  default void started(Phase phase, long total) {}

  /** So many things more are done. */
  default void progressed(Phase phase, long more) {}

  /** The plan stands; nothing was changed yet. */
  default void planned(PruneStats stats) {}

  /** Something could not be done that the next prune will do. */
  default void warned(String text) {}
}
