package caravan.mover;

/** Opens the repository, and makes one only where a restore may come to nothing. */
final class OpenForRestore extends MoverStep {
  private final MoverStep open = new OpenRepository();
  private final MoverStep openOrInitialise = new OpenOrInitialiseRepository();

  @Override
  void run(MoverRun run) {
    var environment = run.environment();
    boolean isBoundToFind = environment.needsSnapshot() || environment.snapshot() != null;
    (isBoundToFind ? open : openOrInitialise).run(run);
  }
}
