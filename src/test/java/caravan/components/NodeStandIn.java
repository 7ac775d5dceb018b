package caravan.components;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Stands in for the scheduler and a kubelet: runs the first container of every pod as a process of
 * the packaged program.
 */
public final class NodeStandIn implements AutoCloseable {
  public static final String NAME = "node-1";
  static final String ADDRESS = "127.0.0.1";
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final KubernetesClient client;
  private final Path folder;
  private final PodScheduler scheduler;
  private final LogServer logs;
  private final Loop loop;
  private final Thread atTheEnd = new Thread(this::killAll);
  private final Map<String, PodRun> runs = new ConcurrentHashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<Run> records = new CopyOnWriteArrayList<>();
  private volatile boolean failsImagePull;

  /**
   * A container that was started.
   *
   * @param env as the pod has it; values from Secrets are left out
   */
  public record Run(String namespace, String pod, List<String> args, Map<String, String> env) {}

  private NodeStandIn(KubernetesClient client, Path folder) {
    this.client = client;
    this.folder = folder;
    scheduler = new PodScheduler(client);
    logs = LogServer.start(folder, this::log);
    client.resource(node(logs.port())).serverSideApply();
    client.resource(node(logs.port())).updateStatus();
    loop = Loop.of("node stand-in", this::pass);
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  static NodeStandIn start(ApiServer api) {
    try {
      return new NodeStandIn(api.clientWithoutRetries(), Files.createTempDirectory("node"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node node(int port) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(NAME)
        .addToLabels("kubernetes.io/hostname", NAME)
        .endMetadata()
        .withNewStatus()
        .addToCapacity(Map.of("cpu", new Quantity("2"), "memory", new Quantity("4Gi")))
        .addToAllocatable(Map.of("cpu", new Quantity("2"), "memory", new Quantity("4Gi")))
        .addNewAddress(ADDRESS, "InternalIP")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .withNewDaemonEndpoints()
        .withNewKubeletEndpoint(port)
        .endDaemonEndpoints()
        .endStatus()
        .build();
  }

  private void pass() {
    var pods = client.pods().inAnyNamespace().list().getItems();
    for (var pod : pods) {
      Loop.attempt("pod " + pod.getMetadata().getName(), () -> proceed(pod));
    }
    var known = pods.stream().map(NodeStandIn::uid).collect(Collectors.toSet());
    runs.forEach(
        (uid, run) -> {
          if (!known.contains(uid)) {
            run.kill();
          }
        });
  }

  private void proceed(Pod pod) {
    var run = runs.get(uid(pod));
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      end(pod, run);
    } else if (ENDED.contains(pod.getStatus().getPhase())) {
      return;
    } else if (pod.getSpec().getNodeName() == null) {
      scheduler.schedule(pod).ifPresent(why -> write(pod, PodStatuses.unschedulable(pod, why)));
    } else if (run == null) {
      start(pod);
    } else {
      write(pod, statusOf(pod, run));
    }
  }

  private static PodStatus statusOf(Pod pod, PodRun run) {
    return run.ended() == null ? PodStatuses.running(pod, run) : PodStatuses.ended(pod, run);
  }

  private void start(Pod pod) {
    if (failsImagePull) {
      var image = pod.getSpec().getContainers().getFirst().getImage();
      var message = "Back-off pulling image \"" + image + "\"";
      write(pod, PodStatuses.waiting(pod, "ImagePullBackOff", message));
      return;
    }
    try {
      var fault = fault(pod);
      var run = PodRun.start(client, pod, folder.resolve(uid(pod)), fault);
      fault.ifPresent(faults::remove);
      runs.put(uid(pod), run);
      records.add(run.record());
      write(pod, statusOf(pod, run));
    } catch (NotYetRunnable e) {
      write(pod, PodStatuses.waiting(pod, "CreateContainerConfigError", e.getMessage()));
    }
  }

  private Optional<Fault> fault(Pod pod) {
    return faults.stream()
        .filter(it -> pod.getMetadata().getName().startsWith(it.podNamePrefix()))
        .findFirst();
  }

  private void end(Pod pod, PodRun run) {
    if (run != null && run.ended() == null) {
      run.terminate(Duration.ofSeconds(pod.getMetadata().getDeletionGracePeriodSeconds()));
    } else if (!deleted.contains(uid(pod))) {
      if (!ENDED.contains(pod.getStatus().getPhase())) {
        write(pod, run == null ? PodStatuses.lost(pod) : PodStatuses.ended(pod, run));
      }
      client.resource(pod).withGracePeriod(0).delete();
      deleted.add(uid(pod));
    }
  }

  private void write(Pod pod, PodStatus status) {
    if (!status.equals(pod.getStatus())) {
      var metadata = pod.getMetadata();
      client
          .pods()
          .inNamespace(metadata.getNamespace())
          .withName(metadata.getName())
          .editStatus(
              it -> {
                it.setStatus(status);
                return it;
              });
    }
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  private Optional<String> log(String namespace, String pod) {
    return runs.values().stream()
        .filter(it -> it.pod().getMetadata().getNamespace().equals(namespace))
        .filter(it -> it.pod().getMetadata().getName().equals(pod))
        .findFirst()
        .map(PodRun::log);
  }

  /** Every container that was started so far, in that order. */
  public List<Run> runs() {
    return List.copyOf(records);
  }

  /** Whether a container's host name is its pod's, as in the locks it takes. */
  public boolean givesHostnames() {
    return PodRun.CAN_HAVE_HOSTNAME;
  }

  /** Kills the next pod whose name begins so, as soon as it has started. */
  public void killNext(String podNamePrefix) {
    killNext(podNamePrefix, "");
  }

  /** Kills the next pod whose name begins so, once its log has this text. */
  public void killNext(String podNamePrefix, String logText) {
    faults.add(new Fault(Fault.Kind.KILLED, podNamePrefix, logText));
  }

  /** Kills the next pod as a kernel without memory does. */
  public void oomNext() {
    faults.add(new Fault(Fault.Kind.OUT_OF_MEMORY, "", ""));
  }

  /** Kills the next pod and says that the node had no room for it. */
  public void evictNext() {
    faults.add(new Fault(Fault.Kind.EVICTED, "", ""));
  }

  /** While true, no further pod is given to the node. */
  public void refuseScheduling(boolean isRefusing) {
    scheduler.isRefusing = isRefusing;
  }

  /** While true, no further container is started for want of its image. */
  public void failImagePull(boolean fails) {
    failsImagePull = fails;
  }

  private void killAll() {
    runs.values().forEach(PodRun::kill);
  }

  @Override
  public void close() {
    loop.close();
    killAll();
    runs.values().forEach(PodRun::awaitEnd);
    logs.close();
    client.close();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
