package caravan.kubernetes;

import caravan.api.HealthReasons;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pod of a mover's Job, as far as it tells how the mover goes. */
record MoverPod(Pod pod) {
  private static final Set<String> IMAGE_REASONS =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  /** Why a pod does not start. */
  record Obstacle(String health, String why) {}

  String name() {
    return pod.getMetadata().getName();
  }

  String namespace() {
    return pod.getMetadata().getNamespace();
  }

  String id() {
    return pod.getMetadata().getUid();
  }

  boolean isRunning() {
    return "Running".equals(pod.getStatus().getPhase());
  }

  /** Whether its container may have been started. */
  boolean hasRun() {
    return !"Pending".equals(pod.getStatus().getPhase())
        || container()
            .filter(it -> it.getState().getWaiting() == null || it.getRestartCount() > 0)
            .isPresent();
  }

  /** Whether its container may be running, now or soon. */
  boolean isAlive() {
    var phase = pod.getStatus().getPhase();
    return !"Succeeded".equals(phase) && !"Failed".equals(phase);
  }

  /** What keeps it from starting, where anything is known. */
  Optional<Obstacle> obstacle() {
    return unschedulable().or(this::notCreated);
  }

  private Optional<Obstacle> unschedulable() {
    return conditions().stream()
        .filter(it -> it.getType().equals("PodScheduled") && it.getStatus().equals("False"))
        .map(
            it -> new Obstacle(HealthReasons.UNSCHEDULABLE, "no node takes it: " + it.getMessage()))
        .findFirst();
  }

  private Optional<Obstacle> notCreated() {
    return container()
        .map(it -> it.getState().getWaiting())
        .filter(it -> it.getReason() != null && !it.getReason().equals("ContainerCreating"))
        .map(
            it ->
                new Obstacle(
                    IMAGE_REASONS.contains(it.getReason())
                        ? HealthReasons.IMAGE_PULL
                        : HealthReasons.POD_NOT_STARTED,
                    it.getReason() + (it.getMessage() == null ? "" : ": " + it.getMessage())));
  }

  /** Why it was made to leave its node, where it was. */
  Optional<String> eviction() {
    if ("Evicted".equals(pod.getStatus().getReason())) {
      return Optional.of(text(pod.getStatus().getMessage()));
    }
    return conditions().stream()
        .filter(it -> it.getType().equals("DisruptionTarget") && it.getStatus().equals("True"))
        .map(it -> text(it.getMessage()))
        .findFirst();
  }

  private static String text(String message) {
    return message == null ? "the cluster does not say why" : message.strip();
  }

  boolean isKilledForMemory() {
    return terminated().filter(it -> "OOMKilled".equals(it.getReason())).isPresent();
  }

  Optional<Integer> exitCode() {
    return terminated().map(ContainerStateTerminated::getExitCode);
  }

  Optional<TerminationMessage> message() {
    return terminated().flatMap(it -> TerminationMessage.parse(it.getMessage()));
  }

  private Optional<ContainerStateTerminated> terminated() {
    return container().map(it -> it.getState().getTerminated());
  }

  private Optional<ContainerStatus> container() {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(it -> it.getState() != null)
        .findFirst();
  }

  private List<PodCondition> conditions() {
    return pod.getStatus().getConditions();
  }
}
