package caravan.api;

/** The annotation keys that users and the operator talk through. */
public final class Annotations {
  /** On a Namespace: {@code true} lets movers keep owners and read everything. */
  public static final String PRIVILEGED_MOVERS = "volsync.backube/privileged-movers";

  public static final String ENABLE_DEBUG_MOVER = "volsync.backube/enable-debug-mover";

  /** On a source claim: copy only when {@link #COPY_TRIGGER} has a new value. */
  public static final String USE_COPY_TRIGGER = "volsync.backube/use-copy-trigger";

  public static final String COPY_TRIGGER = "volsync.backube/copy-trigger";
  public static final String LATEST_COPY_TRIGGER = "volsync.backube/latest-copy-trigger";
  public static final String LATEST_COPY_STATUS = "volsync.backube/latest-copy-status";
  public static final String COPY_TRIGGER_WAITING_SINCE =
      "volsync.backube/latest-copy-trigger-waiting-since";

  /** On a source: the id of the snapshot that its volume need not be like any more. */
  public static final String ACCEPT_SHRUNK = "caravan.backube/accept-shrunk";

  /** On a destination claim: the snapshot being made of it in this run. */
  public static final String SNAPSHOT_NAME = "volsync.backube/snapname";

  /** On a volume: {@code namespace/snapshot} it was filled from. */
  public static final String POPULATED_FROM = "volsync.backube/populated-from";

  private Annotations() {}
}
