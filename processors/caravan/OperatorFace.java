package caravan;

import caravan.kubernetes.MoverSettings;
import caravan.kubernetes.MoverSettings.PullSecrets;
import caravan.reconcile.LeaderElection.Lease;
import caravan.restic.InvalidInput;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan operator}: serves the sources, destinations and claims of a cluster. */
@Command(
    name = "caravan operator",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves ReplicationSources, ReplicationDestinations and the claims that name one",
      "in their dataSourceRef. In a pod it finds the cluster by itself, from a shell by",
      "KUBECONFIG or --kubeconfig."
    },
    footer = {
      "",
      "Examples:",
      "  caravan operator --kubeconfig ~/.kube/config \\",
      "      --mover-image registry.example.com/caravan:0.1.0",
      "  caravan operator --namespaces media,home --max-movers 2 --no-leader-elect",
      "",
      "How an object is, and why:",
      "  kubectl get replicationsources -A",
      "  kubectl describe replicationsource NAME"
    })
final class OperatorFace implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorFace.class);
  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");
  private static final String IMAGE_VARIABLE = "RELATED_IMAGE_RESTIC_CONTAINER";
  private static final String POD_VARIABLE = "POD_NAME";
  private static final String NAMESPACE_VARIABLE = "VOLSYNC_NAMESPACE";
  private static final String LEASE = "caravan-operator";

  private final ProcessFacts process;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int exitCode;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--namespaces",
      split = ",",
      paramLabel = "NAME",
      description = "serve only these namespaces (default: all)")
  private List<String> namespaces = List.of();

  @Option(
      names = {"--mover-image", "--restic-container-image"},
      paramLabel = "IMAGE",
      description =
          "the image of the movers (default: "
              + IMAGE_VARIABLE
              + ", or that of the operator's pod "
              + POD_VARIABLE
              + ")")
  private String image;

  @Option(
      names = "--max-movers",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "backups that run at once; restores are not counted (default: ${DEFAULT-VALUE})")
  private int mostBackups;

  @Option(
      names = "--leader-elect",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "work only while holding a lease (default: ${DEFAULT-VALUE})")
  private boolean elects;

  @Option(
      names = "--lease-namespace",
      paramLabel = "NAME",
      description = "where the lease lies (default: " + NAMESPACE_VARIABLE + ", or the operator's)")
  private String leaseNamespace;

  @Option(
      names = "--scc-name",
      paramLabel = "NAME",
      defaultValue = "volsync-privileged-mover",
      description = "OpenShift's constraint for privileged movers (default: ${DEFAULT-VALUE})")
  private String constraint;

  @Option(
      names = "--mover-image-pull-secrets",
      split = ",",
      paramLabel = "NAME",
      description = "Secrets of the operator's namespace that the movers' image is pulled with")
  private List<String> pullSecrets = List.of();

  @Mixin private RouteOptions routing = new RouteOptions();

  OperatorFace(ProcessFacts process) {
    this.process = process;
  }

  int run(List<String> words) {
    return FaceCommand.run(this, process, words, () -> exitCode);
  }

  @Override
  public void run() {
    if (mostBackups < 1) {
      throw new InvalidInput("--max-movers: write 1 or more");
    }
    var config = cluster.config(process);
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      serve(client, config);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(KubernetesClient client, Config config) throws InterruptedException {
    var given = settings(client, config);
    LOG.info(
        "caravan {} serves {} of {} with movers of {}, {} backups at once",
        process.version(),
        namespaces.isEmpty() ? "all namespaces" : String.join(", ", namespaces),
        config.getMasterUrl(),
        given.movers().image(),
        mostBackups);
    try (var mode = OperatorMode.start(client, given)) {
      Runtime.getRuntime().addShutdownHook(new Thread(mode::close, "stop"));
      ended.await();
    } catch (IllegalStateException e) {
      if (!isShuttingDown(e)) {
        throw e;
      }
    }
  }

  private static boolean isShuttingDown(IllegalStateException e) {
    return "Shutdown in progress".equals(e.getMessage());
  }

  /** Another may lead now: whatever this process still has under way must end. */
  private void lost(String why) {
    process.err().println("Fatal: " + why);
    exitCode = 1;
    ended.countDown();
  }

  private OperatorMode.Settings settings(KubernetesClient client, Config config) {
    var all = new HashMap<>(routing.settings);
    all.putIfAbsent("caravan.namespaces", String.join(",", namespaces));
    var lease = elects ? new Lease(leaseNamespace(config), LEASE, identity()) : null;
    var proxies = new HashMap<>(process.environment());
    proxies.keySet().retainAll(PROXIES);
    return new OperatorMode.Settings(
        lease,
        new MoverSettings(image(client, config), constraint, proxies, pullSecrets(config)),
        mostBackups,
        routing.routes,
        all,
        process.clock(),
        this::lost);
  }

  /** Of this process alone: also two on one host must not take each other for themselves. */
  private String identity() {
    return process.owner().hostname() + "_" + UUID.randomUUID().toString().substring(0, 8);
  }

  private PullSecrets pullSecrets(Config config) {
    var own = ownNamespace(config);
    if (!pullSecrets.isEmpty() && (own == null || own.isEmpty())) {
      throw new InvalidInput(
          "--mover-image-pull-secrets: name the namespace that holds them in "
              + NAMESPACE_VARIABLE);
    }
    return new PullSecrets(own, pullSecrets);
  }

  private String ownNamespace(Config config) {
    return process.environment().getOrDefault(NAMESPACE_VARIABLE, config.getNamespace());
  }

  private String leaseNamespace(Config config) {
    if (leaseNamespace != null) {
      return leaseNamespace;
    }
    var own = ownNamespace(config);
    if (own == null || own.isEmpty()) {
      throw new InvalidInput("--lease-namespace: name the namespace that holds the lease");
    }
    return own;
  }

  private String image(KubernetesClient client, Config config) {
    var named = image == null ? process.environment().get(IMAGE_VARIABLE) : image;
    if (named != null && !named.isEmpty()) {
      return named;
    }
    var pod = process.environment().get(POD_VARIABLE);
    if (pod == null || pod.isEmpty()) {
      throw new InvalidInput(
          "--mover-image: name the image of the movers, or set " + IMAGE_VARIABLE);
    }
    return OwnImage.of(client, ownNamespace(config), pod);
  }
}
