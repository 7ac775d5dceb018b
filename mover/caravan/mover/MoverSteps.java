package caravan.mover;

import java.util.Map;

/** The steps by the names that the routes use. */
public final class MoverSteps {
  private MoverSteps() {}

  public static Map<String, MoverStep> byName() {
    return Map.ofEntries(
        Map.entry("announceRun", new AnnounceRun()),
        Map.entry("lookAtSource", new LookAtSource()),
        Map.entry("openRepository", new OpenRepository()),
        Map.entry("openOrInitialiseRepository", new OpenOrInitialiseRepository()),
        Map.entry("openForRestore", new OpenForRestore()),
        Map.entry("refuseLocks", new RefuseLocks()),
        Map.entry("saveSnapshot", new SaveSnapshot()),
        Map.entry("guardHistory", new GuardHistory()),
        Map.entry("forgetSnapshots", new ForgetSnapshots()),
        Map.entry("selectSnapshot", new SelectSnapshot()),
        Map.entry("restoreSnapshot", new RestoreSnapshot()),
        Map.entry("pruneRepository", new PruneRepository()),
        Map.entry("checkRepository", new CheckRepository()),
        Map.entry("removeStaleLocks", new RemoveStaleLocks()),
        Map.entry("reportFailure", new ReportFailure()),
        Map.entry("closeRun", new CloseRun()));
  }
}
