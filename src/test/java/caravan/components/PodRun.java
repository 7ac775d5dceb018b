package caravan.components;

import caravan.ProgramProcess;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A pod's container while it runs and after: the packaged program as a process. */
final class PodRun {
  private static final int MAX_MESSAGE_BYTES = 4096;
  private static final int MAX_LOG_MESSAGE_BYTES = 2048;
  private static final String MOVER = "/mover-restic/entry.sh";

  /** Gives a process a host name of its own, as a pod has; only some users may. */
  private static final List<String> OWN_HOSTNAME =
      List.of(
          "unshare", "--uts", "sh", "-c", "echo \"$0\" >/proc/sys/kernel/hostname; exec \"$@\"");

  static final boolean CAN_HAVE_HOSTNAME = canHaveHostname();

  private final Pod pod;
  private final Path folder;
  private final PodEnvironment environment;
  private final Process process;
  private final Optional<Fault> fault;
  private final Instant started = Instant.now();
  private volatile Instant ended;
  private volatile boolean isStruck;
  private Instant deadline;

  private PodRun(Pod pod, Path folder, Launch launch, Optional<Fault> fault) throws IOException {
    this.pod = pod;
    this.folder = folder;
    this.fault = fault;
    environment = launch.environment();
    process = launch.process();
    process.onExit().thenRun(() -> ended = Instant.now());
    fault.ifPresent(it -> Thread.ofVirtual().start(() -> strike(it)));
  }

  private record Launch(PodEnvironment environment, Process process) {}

  /**
   * @throws NotYetRunnable when something it needs is not there
   */
  static PodRun start(KubernetesClient client, Pod pod, Path folder, Optional<Fault> fault) {
    try {
      Files.createDirectories(folder);
      var environment = PodEnvironment.of(client, pod);
      var volumes = PodVolumes.of(client, pod, folder.resolve("volumes"));
      return new PodRun(pod, folder, launch(pod, folder, environment, volumes), fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Launch launch(Pod pod, Path folder, PodEnvironment environment, PodVolumes volumes)
      throws IOException {
    var command = new ArrayList<String>();
    if (CAN_HAVE_HOSTNAME) {
      command.addAll(OWN_HOSTNAME);
      command.add(pod.getMetadata().getName());
    }
    command.addAll(ProgramProcess.command(words(pod.getSpec().getContainers().getFirst())));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log(folder).toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    environment
        .values()
        .forEach((name, value) -> builder.environment().put(name, volumes.outside(value)));
    var message = Files.writeString(message(folder), "");
    builder.environment().put("CARAVAN_RESULT_FILE", message.toString());
    return new Launch(environment, builder.start());
  }

  /** The image has one program; VolSync's entry point is its verb for movers. */
  private static List<String> words(Container container) {
    var words = new ArrayList<>(container.getCommand());
    words.addAll(container.getArgs());
    if (!words.isEmpty() && words.getFirst().equals(MOVER)) {
      words.set(0, "mover");
    }
    return words;
  }

  private static boolean canHaveHostname() {
    try {
      var command = new ArrayList<>(OWN_HOSTNAME);
      command.addAll(List.of("it", "true"));
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path log(Path folder) {
    return folder.resolve("log");
  }

  private static Path message(Path folder) {
    return folder.resolve("termination-log");
  }

  private void strike(Fault fault) {
    try {
      while (!log().contains(fault.logText())) {
        if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      isStruck = true;
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to end, and makes it once the time is over. */
  void terminate(Duration grace) {
    if (deadline == null) {
      deadline = Instant.now().plus(grace);
      process.destroy();
    } else if (Instant.now().isAfter(deadline)) {
      kill();
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Waits for the end of what was killed. */
  void awaitEnd() {
    process.onExit().join();
  }

  Pod pod() {
    return pod;
  }

  Instant started() {
    return started;
  }

  /** Null while it runs. */
  Instant ended() {
    return ended;
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean is(Fault.Kind kind) {
    return isStruck && fault.orElseThrow().kind() == kind;
  }

  String log() {
    return text(read(log(folder)));
  }

  /** What the container left for its status. */
  String message() {
    var message = read(message(folder));
    var policy = pod.getSpec().getContainers().getFirst().getTerminationMessagePolicy();
    if (message.length == 0 && exitCode() != 0 && "FallbackToLogsOnError".equals(policy)) {
      var log = read(log(folder));
      int start = Math.max(0, log.length - MAX_LOG_MESSAGE_BYTES);
      message = Arrays.copyOfRange(log, start, log.length);
    }
    return text(Arrays.copyOf(message, Math.min(message.length, MAX_MESSAGE_BYTES)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  NodeStandIn.Run record() {
    var container = pod.getSpec().getContainers().getFirst();
    var metadata = pod.getMetadata();
    return new NodeStandIn.Run(
        metadata.getNamespace(), metadata.getName(), container.getArgs(), environment.shown());
  }
}
