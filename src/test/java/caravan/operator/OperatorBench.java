package caravan.operator;

import caravan.OperatorMode;
import caravan.components.ControlPlane;
import caravan.kubernetes.MoverSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster and an operator in this process that serves it. */
public final class OperatorBench implements AutoCloseable {
  static final String IMAGE = "caravan:test";
  static final String NAMESPACE = "volsync-system";
  static final String ACCOUNT = "caravan";
  private static final List<String> RIGHTS =
      List.of("namespace", "service-account", "cluster-role", "cluster-role-binding", "lease-role");
  private final ControlPlane cluster;
  private final Map<String, String> settings = new HashMap<>();
  private int mostBackups = 4;
  private Duration patience = Duration.ofHours(1);
  private OperatorMode operator;
  private KubernetesClient operatorClient;

  private OperatorBench(ControlPlane cluster) {
    this.cluster = cluster;
    settings.put("camel.management.enabled", "false");
  }

  /** A cluster with our kinds, and the operator at work. */
  public static OperatorBench start() {
    var bench = new OperatorBench(ControlPlane.start());
    try {
      for (var kind : new String[] {"replicationsources", "replicationdestinations"}) {
        bench.cluster.api().install(Path.of("crds", kind + ".yaml"));
      }
      bench.installRights();
      bench.startOperator();
      return bench;
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  /** What is shipped, and nothing else. */
  private void installRights() {
    for (var file : RIGHTS) {
      try (var yaml = Files.newInputStream(Path.of("deploy/base", file + ".yaml"))) {
        client().load(yaml).serverSideApply();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    operatorClient = cluster.api().clientAs(NAMESPACE, ACCOUNT);
  }

  public ControlPlane cluster() {
    return cluster;
  }

  public KubernetesClient client() {
    return cluster.client();
  }

  /** A namespace for one test. */
  public Site site() {
    return new Site(cluster, cluster.namespace());
  }

  /** How many backups run at once from the next start on. */
  public void mostBackups(int number) {
    mostBackups = number;
  }

  /** How long a pod may take to start from the next start on. */
  public void patience(Duration time) {
    patience = time;
  }

  /** A setting from the next start on. */
  public void set(String name, String value) {
    settings.put(name, value);
  }

  public void startOperator() {
    operator = OperatorMode.start(operatorClient, settings());
  }

  private OperatorMode.Settings settings() {
    return new OperatorMode.Settings(
        null,
        new MoverSettings(IMAGE, "volsync-privileged-mover", Map.of(), patience),
        mostBackups,
        null,
        settings,
        Clock.system(ZoneOffset.UTC),
        () -> {});
  }

  public void stopOperator() {
    operator.close();
    operator = null;
  }

  public OperatorMode operator() {
    return operator;
  }

  @Override
  public void close() {
    if (operator != null) {
      stopOperator();
    }
    if (operatorClient != null) {
      operatorClient.close();
    }
    cluster.close();
  }
}
