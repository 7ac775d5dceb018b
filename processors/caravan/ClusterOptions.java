package caravan;

import caravan.restic.InvalidInput;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How a program reaches the cluster. */
final class ClusterOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "how to reach the cluster (default: the pod's own way, or KUBECONFIG)")
  private Path kubeconfig;

  /**
   * @throws InvalidInput when there is no such file
   */
  Config config(ProcessFacts process) {
    if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
      throw new InvalidInput("--kubeconfig: there is no file " + kubeconfig);
    }
    var base =
        kubeconfig == null
            ? Config.autoConfigure(null)
            : Config.fromKubeconfig(kubeconfig.toFile());
    return new ConfigBuilder(base)
        .withUserAgent("caravan/" + process.version())
        .withRequestRetryBackoffLimit(3)
        .build();
  }
}
