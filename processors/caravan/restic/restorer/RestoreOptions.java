package caravan.restic.restorer;

import java.util.function.Predicate;

/**
 * What a restore is to do.
 *
 * @param subfolder path within the snapshot whose content lands in the target, empty for all
 * @param filter which nodes are restored, by path from the root of what is restored: the subfolder
 * @param delete remove what is in the target and not in the snapshot
 * @param extendedAttributes which extended attributes are restored, by name
 * @param ownershipByName look user and group names up instead of using the numbers
 */
public record RestoreOptions(
    byte[] target,
    String subfolder,
    NodeFilter filter,
    Overwrite overwrite,
    boolean delete,
    boolean sparse,
    boolean verify,
    boolean dryRun,
    boolean ownershipByName,
    Predicate<String> extendedAttributes) {
  /** What happens to a file that is there already. */
  public enum Overwrite {
    ALWAYS,
    IF_CHANGED,
    IF_NEWER,
    NEVER
  }
}
