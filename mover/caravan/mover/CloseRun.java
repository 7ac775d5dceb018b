package caravan.mover;

/** Lets go of the repository and ends the log, however the run went. */
final class CloseRun extends MoverStep {
  @Override
  void run(MoverRun run) {
    run.close();
    if (run.result().isSuccess()) {
      run.log().line("Restic completed in %ds", run.outcome().elapsed().toSeconds());
      run.log().title("Done");
    }
  }
}
