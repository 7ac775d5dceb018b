package caravan.restic.checker;

import caravan.restic.Id;
import java.util.List;

/**
 * What a check came to.
 *
 * @param brokenPacks packs to hand to {@code repair packs}
 */
public record CheckResult(
    List<Finding> findings,
    List<Id> brokenPacks,
    boolean suggestsRepairIndex,
    boolean suggestsPrune) {
  public long errors() {
    return findings.stream().filter(Finding::isError).count();
  }
}
