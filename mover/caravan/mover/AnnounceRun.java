package caravan.mover;

import java.util.stream.Collectors;

/** Opens the log of a run. */
final class AnnounceRun extends MoverStep {
  @Override
  void run(MoverRun run) {
    run.log().line("Starting container");
    run.log().line(run.operations().stream().map(Operation::word).collect(Collectors.joining(" ")));
    run.log().line(run.services().program() + ", restic repository versions 1 and 2");
  }
}
