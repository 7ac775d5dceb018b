package caravan.restic.repository;

/** What a lock keeps others from doing. */
public enum LockMode {
  SHARED,
  EXCLUSIVE
}
