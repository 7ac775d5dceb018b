package caravan.api;

/** The groups, versions and kinds of the objects that are read. */
public final class ApiGroup {
  public static final String VOLSYNC = "volsync.backube";
  public static final String VOLSYNC_VERSION = VOLSYNC + "/v1alpha1";
  public static final String REPLICATION_SOURCE = "ReplicationSource";
  public static final String REPLICATION_DESTINATION = "ReplicationDestination";
  public static final String PERSISTENT_VOLUME_CLAIM = "PersistentVolumeClaim";
  public static final String SECRET = "Secret";
  public static final String CONFIG_MAP = "ConfigMap";
  public static final String SNAPSHOT_GROUP = "snapshot.storage.k8s.io";
  public static final String VOLUME_SNAPSHOT = "VolumeSnapshot";

  private ApiGroup() {}
}
