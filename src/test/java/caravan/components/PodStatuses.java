package caravan.components;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;

/** What a kubelet and a scheduler write into the status of a pod. */
final class PodStatuses {
  private static final int BY_SIGKILL = 137;

  private PodStatuses() {}

  static PodStatus unschedulable(Pod pod, String message) {
    return condition(pod, "PodScheduled", "False")
        .editMatchingCondition(it -> it.getType().equals("PodScheduled"))
        .withReason("Unschedulable")
        .withMessage("0/1 nodes are available: " + message)
        .endCondition()
        .build();
  }

  static PodStatus waiting(Pod pod, String reason, String message) {
    var state =
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason(reason)
            .withMessage(message)
            .endWaiting()
            .build();
    return status(pod, "Pending", state);
  }

  static PodStatus running(Pod pod, PodRun run) {
    var state =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(Times.text(run.started()))
            .endRunning()
            .build();
    return status(pod, "Running", state);
  }

  static PodStatus ended(Pod pod, PodRun run) {
    var isGood = run.exitCode() == 0;
    var reason = isGood ? "Completed" : "Error";
    var state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(run.exitCode())
            .withReason(run.is(Fault.Kind.OUT_OF_MEMORY) ? "OOMKilled" : reason)
            .withMessage(run.message().isEmpty() ? null : run.message())
            .withStartedAt(Times.text(run.started()))
            .withFinishedAt(Times.text(run.ended()))
            .endTerminated()
            .build();
    var status = status(pod, isGood ? "Succeeded" : "Failed", state);
    if (run.is(Fault.Kind.EVICTED)) {
      status.setReason("Evicted");
      status.setMessage("The node was low on resource: ephemeral-storage. ");
    }
    return status;
  }

  /** Of a pod that is deleted and whose container is not known here. */
  static PodStatus lost(Pod pod) {
    var state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(BY_SIGKILL)
            .withReason("ContainerStatusUnknown")
            .endTerminated()
            .build();
    return status(pod, "Failed", state);
  }

  private static PodStatus status(Pod pod, String phase, ContainerState state) {
    var isReady = phase.equals("Running");
    var since = pod.getStatus().getStartTime();
    return condition(pod, "Ready", isReady ? "True" : "False")
        .withPhase(phase)
        .withHostIP(NodeStandIn.ADDRESS)
        .withStartTime(since == null ? Times.now() : since)
        .withContainerStatuses(container(pod, state, isReady))
        .build();
  }

  private static ContainerStatus container(Pod pod, ContainerState state, boolean isReady) {
    var container = pod.getSpec().getContainers().getFirst();
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("")
        .withReady(isReady)
        .withStarted(isReady)
        .withRestartCount(0)
        .withState(state)
        .withNewLastState()
        .endLastState()
        .build();
  }

  private static PodStatusBuilder condition(Pod pod, String type, String value) {
    var builder = new PodStatusBuilder(pod.getStatus());
    if (builder.hasMatchingCondition(
        it -> it.getType().equals(type) && it.getStatus().equals(value))) {
      return builder;
    }
    return builder
        .removeMatchingFromConditions(it -> it.getType().equals(type))
        .addNewCondition()
        .withType(type)
        .withStatus(value)
        .withLastTransitionTime(Times.now())
        .endCondition();
  }
}
