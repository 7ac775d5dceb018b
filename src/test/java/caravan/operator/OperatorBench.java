package caravan.operator;

import caravan.OperatorMode;
import caravan.components.ControlPlane;
import caravan.components.FaultProxy;
import caravan.kubernetes.MoverSettings;
import caravan.kubernetes.MoverSettings.PullSecrets;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster and an operator in this process that serves it, with the rights that {@code deploy/}
 * gives it and no others.
 */
public final class OperatorBench implements AutoCloseable {
  static final String IMAGE = "caravan:test";
  static final String NAMESPACE = "volsync-system";
  static final String ACCOUNT = "volsync";
  private static final List<String> RIGHTS =
      List.of(
          "namespace",
          "service-account",
          "cluster-role",
          "cluster-role-binding",
          "lease-role",
          "lease-role-binding");
  private final ControlPlane cluster;
  private final Map<String, String> settings = new HashMap<>();
  private FaultProxy proxy;
  private int retries = 3;
  private Path routes;
  private PullSecrets pullSecrets = PullSecrets.NONE;
  private int mostBackups = 4;
  private Clock clock = Clock.systemUTC();
  private Duration patience = Duration.ofHours(1);
  private KubernetesClient operatorClient;
  private OperatorMode operator;

  private OperatorBench(ControlPlane cluster) {
    this.cluster = cluster;
    settings.put("camel.management.enabled", "false");
  }

  /** A cluster with our kinds, and the operator at work. */
  public static OperatorBench start() {
    var bench = withoutOperator();
    try {
      bench.startOperator();
      return bench;
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  /** A cluster with our kinds and what {@code deploy/} allows the operator. */
  public static OperatorBench withoutOperator() {
    var bench = new OperatorBench(ControlPlane.start());
    try {
      for (var kind : new String[] {"replicationsources", "replicationdestinations"}) {
        bench.cluster.api().install(Path.of("crds", kind + ".yaml"));
      }
      RIGHTS.forEach(bench::allow);
      return bench;
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  private void allow(String file) {
    try (var yaml = Files.newInputStream(Path.of("deploy", "base", file + ".yaml"))) {
      client().load(yaml).serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ControlPlane cluster() {
    return cluster;
  }

  public KubernetesClient client() {
    return cluster.client();
  }

  /** How the operator's own account reaches the API server. */
  public Path kubeconfig(Path file) {
    return cluster.api().kubeconfig(file, cluster.api().token(NAMESPACE, ACCOUNT));
  }

  /** Stands between the operator and the API server from the next start on. */
  FaultProxy proxy() {
    if (proxy == null) {
      proxy = FaultProxy.before(cluster.api());
    }
    return proxy;
  }

  /** How often the operator's client asks again by itself behind a proxy, from the next start. */
  void retries(int number) {
    retries = number;
  }

  /** A namespace for one test. */
  public Site site() {
    return new Site(cluster, cluster.namespace());
  }

  /** One whose volume {@code data} has a note. */
  public Site siteWithNote(String note) {
    var site = site();
    site.claim("data");
    try {
      Files.writeString(site.folder("data").resolve("note"), note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return site;
  }

  /** How many backups run at once from the next start on. */
  public void mostBackups(int number) {
    mostBackups = number;
  }

  /** How long a pod may take to start where there is no schedule, from the next start on. */
  public void patience(Duration time) {
    patience = time;
  }

  /** A folder of a user's own routes from the next start on. */
  public void routes(Path folder) {
    routes = folder;
  }

  /** Secrets of the operator's namespace that pull the movers' image, from the next start on. */
  public void pullSecrets(String... names) {
    pullSecrets = new PullSecrets(NAMESPACE, List.of(names));
  }

  /** The operator's own clock from the next start on; all others keep the right time. */
  public void clock(Clock its) {
    clock = its;
  }

  /** A setting from the next start on. */
  public void set(String name, String value) {
    settings.put(name, value);
  }

  public void startOperator() {
    operatorClient =
        proxy == null ? cluster.api().clientAs(NAMESPACE, ACCOUNT) : clientBehindProxy();
    operator = OperatorMode.start(operatorClient, settings());
  }

  private KubernetesClient clientBehindProxy() {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(proxy.url())
            .withOauthToken(cluster.api().token(NAMESPACE, ACCOUNT))
            .withRequestRetryBackoffLimit(retries)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private OperatorMode.Settings settings() {
    return new OperatorMode.Settings(
        null,
        new MoverSettings(IMAGE, "volsync-privileged-mover", Map.of(), pullSecrets, patience),
        mostBackups,
        routes,
        settings,
        clock,
        why -> {});
  }

  public void stopOperator() {
    if (operator != null) {
      operator.close();
    }
    operator = null;
    if (operatorClient != null) {
      operatorClient.close();
    }
  }

  public OperatorMode operator() {
    return operator;
  }

  @Override
  public void close() {
    stopOperator();
    if (proxy != null) {
      proxy.close();
    }
    cluster.close();
  }
}
