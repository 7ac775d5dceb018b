package caravan;

import caravan.kubernetes.AllReplications;
import caravan.overview.Overview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan status} and {@code caravan doctor}: how all sources and destinations are. */
abstract class StatusFace implements Runnable {
  private final ProcessFacts process;
  private int exitCode;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "only of this namespace (default: of all)")
  private String namespace;

  private StatusFace(ProcessFacts process) {
    this.process = process;
  }

  int run(List<String> words) {
    return FaceCommand.run(this, process, words, () -> exitCode);
  }

  @Override
  public void run() {
    var builder = new KubernetesClientBuilder().withConfig(cluster.config(process));
    try (var client = builder.build()) {
      var overview = overview(client);
      lines(overview).forEach(process.out()::println);
      exitCode = exitCode(overview);
    }
  }

  private Overview overview(KubernetesClient client) {
    try {
      return new Overview(AllReplications.of(client, namespace), process.clock());
    } catch (KubernetesClientException e) {
      var what = "a list of sources and destinations";
      throw ApiRefusal.of(client, e, what, "ask for the role volsync-view, or name a --namespace");
    }
  }

  abstract List<String> lines(Overview overview);

  abstract int exitCode(Overview overview);

  /** A table, whatever is in it. */
  @Command(
      name = "caravan status",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "A line for each source and destination of the cluster.",
      footer = {
        "",
        "Examples:",
        "  caravan status",
        "  caravan status -n media",
        "  ln -s $PWD/caravan /usr/local/bin/kubectl-caravan && kubectl caravan status"
      })
  static final class Table extends StatusFace {
    Table(ProcessFacts process) {
      super(process);
    }

    @Override
    List<String> lines(Overview overview) {
      return overview.table();
    }

    @Override
    int exitCode(Overview overview) {
      return 0;
    }
  }

  /** What is wrong, and nothing else; scripts look at the exit code. */
  @Command(
      name = "caravan doctor",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "What is wrong with the sources and destinations of the cluster, and what to do.",
        "Exits with 1 when anything is."
      },
      footer = {"", "Examples:", "  caravan doctor", "  caravan doctor -n media || page-somebody"})
  static final class Doctor extends StatusFace {
    Doctor(ProcessFacts process) {
      super(process);
    }

    @Override
    List<String> lines(Overview overview) {
      var lines = new ArrayList<>(overview.troubles());
      lines.add(overview.summary());
      return lines;
    }

    @Override
    int exitCode(Overview overview) {
      return overview.hasTroubles() ? 1 : 0;
    }
  }
}
