package caravan.restic.archiver;

/** Which {@code device_id} a backup records. */
public enum DeviceIds {
  /** The file system's own, as restic does. */
  AS_FOUND,
  /**
   * Only for hard-linked files, and 1 there for the volume's file system (2, 3 and so on for others
   * mounted inside). A volume restored from a CSI snapshot is a new device each time: with its real
   * number every tree would change in every run.
   */
  STABLE
}
