package caravan.restic.checker;

import caravan.restic.Id;
import java.util.List;

/**
 * What a check came to.
 *
 * @param findings the first ones; the listener heard all
 * @param errors how many findings are errors
 * @param brokenPacks packs to hand to {@code repair packs}
 */
public record CheckResult(
    List<Finding> findings,
    long errors,
    List<Id> brokenPacks,
    boolean suggestsRepairIndex,
    boolean suggestsPrune) {}
