package caravan.restic.checker;

import caravan.restic.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what the parts of a check find; threads share it. */
final class Findings {
  /** A lost index can make every file of a repository a finding. */
  private static final int MAX_KEPT = 1000;

  private final CheckListener listener;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Id> brokenPacks = new TreeSet<>();
  private long errors;
  private boolean suggestsRepairIndex;
  private boolean suggestsPrune;

  Findings(CheckListener listener) {
    this.listener = listener;
  }

  synchronized void add(Finding finding) {
    if (findings.size() < MAX_KEPT) {
      findings.add(finding);
    }
    errors += finding.isError() ? 1 : 0;
    listener.found(finding);
  }

  synchronized void brokenPack(Id pack, Finding finding) {
    brokenPacks.add(pack);
    add(finding);
  }

  synchronized void suggestRepairIndex() {
    suggestsRepairIndex = true;
  }

  synchronized void suggestPrune() {
    suggestsPrune = true;
  }

  synchronized CheckResult result() {
    return new CheckResult(
        List.copyOf(findings),
        errors,
        List.copyOf(brokenPacks),
        suggestsRepairIndex,
        suggestsPrune);
  }
}
