package caravan.restic.archiver;

/** Which {@code device_id} a backup records. */
public enum DeviceIds {
  /** The file system's own, as restic does. */
  AS_FOUND,
  /**
   * One fixed number, and only for nodes with more than one link. A volume restored from a CSI
   * snapshot is a new device each time: with its real number every tree would change in every run.
   */
  STABLE
}
