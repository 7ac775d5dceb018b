package caravan.restic.checker;

/** Hears how a check goes, from several threads. */
public interface CheckListener {
  /** The parts of a check, in their order. */
  enum Stage {
    LOAD_INDEXES,
    CHECK_PACKS,
    CHECK_SNAPSHOTS,
    READ_DATA
  }

  default void started(Stage stage) {}

  default void found(Finding finding) {}

  /** Of the stage under way, {@code done} of {@code total} are done. */
  default void progressed(long done, long total) {}
}
