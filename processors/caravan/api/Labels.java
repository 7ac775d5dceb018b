package caravan.api;

/** The label keys on the objects made for a run. */
public final class Labels {
  public static final String CREATED_BY = "app.kubernetes.io/created-by";
  public static final String CREATED_BY_VALUE = "volsync";

  /** Its value is the owner's UID; the object goes at the end of the run. */
  public static final String CLEANUP = "volsync.backube/cleanup";

  /** A user's mark on a VolumeSnapshot: let go of it and leave it there. */
  public static final String DO_NOT_DELETE = "volsync.backube/do-not-delete";

  /** On the claim that stands in for a user's claim while it is filled: that claim's name. */
  public static final String POPULATOR_PVC_FOR = "volsync.backube/populator-pvc-for";

  private static final String POPULATOR_PVC_PREFIX = "volsync.backube/volpop-pvc-";

  private Labels() {}

  /** On a VolumeSnapshot a claim is being filled from; its value is the claim's name. */
  public static String populatorPvc(String claimUid) {
    return POPULATOR_PVC_PREFIX + claimUid;
  }
}
