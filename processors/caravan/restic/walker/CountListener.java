package caravan.restic.walker;

/** Hears how a count goes. */
public interface CountListener {
  CountListener NONE = new CountListener() {};

  /** The next snapshot begins. */
  default void snapshot() {}

  /** So many things more of the snapshot are counted. */
  default void counted(long files, long blobs, long bytes) {}
}
