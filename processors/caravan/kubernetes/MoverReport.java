package caravan.kubernetes;

import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.replication.MoverLogText;
import caravan.replication.Outcome;
import caravan.replication.Outcome.Figures;
import caravan.replication.Outcome.Unreadable;
import caravan.replication.Progress.Failed;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a mover that has ended.
 *
 * @param pod empty when it is gone already
 * @param log its end
 */
record MoverReport(Replication object, Optional<MoverPod> pod, String log) {
  Outcome outcome(boolean isSuccess) {
    var text = MoverLogText.of(log.lines().filter(it -> !it.isBlank()).toList(), isSuccess);
    return message()
        .map(
            it ->
                new Outcome(
                    isSuccess,
                    text,
                    it.snapshot(),
                    figures(it),
                    it.pruned(),
                    it.checked(),
                    it.shrunkFrom(),
                    new Unreadable(it.unreadable(), it.failures())))
        .orElseGet(
            () ->
                new Outcome(
                    isSuccess, text, null, Figures.NONE, false, false, null, Unreadable.NONE));
  }

  private static Figures figures(TerminationMessage message) {
    return new Figures(
        message.files(),
        message.bytes(),
        message.addedBytes(),
        message.storedBytes(),
        Math.round(message.durationSeconds()),
        message.peakMemoryBytes());
  }

  /** The locks it met. */
  List<TerminationMessage.Lock> locks() {
    return message().map(TerminationMessage::locks).orElse(List.of());
  }

  private Optional<TerminationMessage> message() {
    return pod.flatMap(MoverPod::message);
  }

  /** Why it ended badly: what was done to it before what it says itself. */
  Failed failure() {
    return pod.flatMap(MoverPod::eviction)
        .map(why -> new Failed("the mover's pod was evicted: " + why, "", HealthReasons.EVICTED))
        .or(this::memory)
        .or(this::said)
        .or(this::exited)
        .orElseGet(
            () ->
                new Failed(
                    "the mover's pod is gone: it was deleted, or its node is lost",
                    "",
                    HealthReasons.POD_GONE));
  }

  private Optional<Failed> memory() {
    return pod.filter(MoverPod::isKilledForMemory)
        .map(_ -> outOfMemory("the mover used more memory than it may"));
  }

  private static Failed outOfMemory(String why) {
    return new Failed(
        why, "raise the limit in spec.restic.moverResources", HealthReasons.OUT_OF_MEMORY);
  }

  private Optional<Failed> said() {
    return message().map(TerminationMessage::failure).map(this::said);
  }

  private Failed said(TerminationMessage.Failure failure) {
    var secret = object.restic().repository();
    return switch (failure.reason()) {
      case HealthReasons.OUT_OF_MEMORY -> outOfMemory(failure.message());
      case "WrongPassword" -> said(failure, "set RESTIC_PASSWORD in the Secret " + secret);
      case "RepositoryMissing" ->
          said(failure, "correct RESTIC_REPOSITORY in the Secret " + secret);
      default -> said(failure, "");
    };
  }

  private static Failed said(TerminationMessage.Failure failure, String action) {
    return new Failed(failure.message(), action, failure.reason());
  }

  private Optional<Failed> exited() {
    return pod.flatMap(MoverPod::exitCode)
        .map(
            code ->
                new Failed(
                    "the mover ended with exit code " + code + " and did not say why",
                    "its log's end is in status.latestMoverStatus",
                    HealthReasons.FAILED));
  }
}
