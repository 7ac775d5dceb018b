package caravan.reconcile;

/** What {@code kube:} does with the object in the body. */
public enum KubeOperation {
  /** Makes it, or refuses when there is one already. */
  create,
  /** Makes it, or changes the fields it names in the one that is there (server-side apply). */
  apply,
  /** Replaces it, unless somebody changed it meanwhile. */
  update,
  /** Replaces its status, unless somebody changed the object meanwhile. */
  status,
  /** Deletes it, when it is still the one that the body's uid names. */
  delete,
  /** Tells an event about it; the same one again within its life is counted. */
  event
}
