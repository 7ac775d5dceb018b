package caravan.restic.restorer;

/** Hears how a restore goes, from several threads. */
public interface RestoreListener {
  enum Action {
    RESTORED,
    UPDATED,
    UNCHANGED,
    DELETED
  }

  default void planned(long files, long bytes) {}

  default void written(long bytes) {}

  default void finished(String path, Action action, long bytes) {}

  default void failed(String path, String reason) {}
}
