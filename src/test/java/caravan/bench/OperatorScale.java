package caravan.bench;

import caravan.api.ApiGroup;
import caravan.components.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Measures an operator over many idle objects against a real API server: restart to all reconciled,
 * writes, requests, memory, and a herd that is due at once.
 */
public final class OperatorScale {
  private static final String NAMESPACE = "default";
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^apiserver_request_total\\{(.*)\\} (\\S+)$");
  private static final Pattern OURS =
      Pattern.compile(
          "resource=\"(replication\\w+|jobs|persistentvolumeclaims|volumesnapshots|events)\"");
  private static final Pattern WRITING = Pattern.compile("verb=\"(POST|PUT|PATCH|APPLY|DELETE)\"");

  private final ApiServer api;
  private final Path kubeconfig;

  private OperatorScale(ApiServer api, Path kubeconfig) {
    this.api = api;
    this.kubeconfig = kubeconfig;
  }

  /**
   * Arguments: how many sources, how many destinations, how many of the sources are due at once.
   */
  public static void main(String[] args) throws Exception {
    int sources = Integer.parseInt(args[0]);
    int destinations = Integer.parseInt(args[1]);
    int herd = Integer.parseInt(args[2]);
    try (var api = ApiServer.start()) {
      api.install(Path.of("crds/replicationsources.yaml"));
      api.install(Path.of("crds/replicationdestinations.yaml"));
      var kubeconfig = Files.createTempFile("scale", ".kubeconfig");
      api.kubeconfig(kubeconfig, api.token("default", "operator"));
      api.client().resource(everything()).create();
      var bench = new OperatorScale(api, kubeconfig);
      System.out.println(
          "| objects | to all reconciled | writes | requests/s idle | RSS MiB | CPU s |");
      System.out.println("|---|---|---|---|---|---|");
      bench.measure(0);
      bench.fill(sources, destinations);
      bench.measure(sources + destinations);
      bench.herd(sources + destinations, herd);
    }
  }

  private static ClusterRoleBinding everything() {
    return new ClusterRoleBindingBuilder()
        .withNewMetadata()
        .withName("operator")
        .endMetadata()
        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
        .addNewSubject("", "ServiceAccount", "operator", "default")
        .build();
  }

  private void fill(int sources, int destinations) {
    var client = api.client();
    IntStream.range(0, sources)
        .parallel()
        .forEach(number -> idleSource(client, number, Instant.now()));
    IntStream.range(0, destinations).parallel().forEach(number -> idleDestination(client, number));
  }

  private static void idleSource(KubernetesClient client, int number, Instant last) {
    var source = object(ApiGroup.REPLICATION_SOURCE, "app-" + number);
    source.setAdditionalProperty(
        "spec",
        Map.of(
            "sourcePVC", "app-" + number,
            "trigger", Map.of("schedule", "0 3 1 1 *"),
            "restic", Map.of("copyMethod", "Snapshot", "repository", "repo")));
    stored(client, source, "WaitingForSchedule", last);
  }

  private static void idleDestination(KubernetesClient client, int number) {
    var destination = object(ApiGroup.REPLICATION_DESTINATION, "app-" + number + "-dst");
    destination.setAdditionalProperty(
        "spec",
        Map.of(
            "trigger", Map.of("manual", "once"),
            "restic",
                Map.of(
                    "copyMethod", "Snapshot",
                    "repository", "repo",
                    "capacity", "1Gi",
                    "accessModes", List.of("ReadWriteOnce"))));
    stored(client, destination, "WaitingForManual", Instant.now());
  }

  private static GenericKubernetesResource object(String kind, String name) {
    var object = new GenericKubernetesResource();
    object.setApiVersion(ApiGroup.VOLSYNC_VERSION);
    object.setKind(kind);
    object.setMetadata(new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build());
    return object;
  }

  /** As after a good run, so that a first pass has nothing to do but to see that. */
  private static void stored(
      KubernetesClient client, GenericKubernetesResource object, String reason, Instant last) {
    var created = client.resource(object).create();
    var time = last.truncatedTo(ChronoUnit.SECONDS).toString();
    created.setAdditionalProperty(
        "status",
        Map.of(
            "lastSyncTime",
            time,
            "lastManualSync",
            "once",
            "conditions",
            List.of(
                Map.of(
                    "type", "Synchronizing",
                    "status", "False",
                    "reason", reason,
                    "message", "Waiting",
                    "lastTransitionTime", time))));
    client.resource(created).updateStatus();
  }

  /** The first operator writes what the objects lack; the second finds nothing to do. */
  private void measure(int objects) throws Exception {
    try (var first = OperatorProcess.start(kubeconfig)) {
      first.awaitSeries(objects);
      Thread.sleep(Duration.ofSeconds(5));
    }
    double writes = requests(true);
    var start = Instant.now();
    try (var operator = OperatorProcess.start(kubeconfig)) {
      operator.awaitSeries(objects);
      var ready = Duration.between(start, Instant.now());
      Thread.sleep(Duration.ofSeconds(10));
      double written = requests(true) - writes;
      double all = requests(false);
      Thread.sleep(Duration.ofSeconds(30));
      double rate = (requests(false) - all) / 30;
      row(objects + " idle", ready, written, rate, operator);
    }
  }

  private void herd(int objects, int due) throws Exception {
    var client = api.client();
    try (var operator = OperatorProcess.start(kubeconfig)) {
      operator.awaitSeries(objects);
      double writes = requests(true);
      var start = Instant.now();
      IntStream.range(0, due).parallel().forEach(number -> trigger(client, number));
      Soon.await(() -> synchronizing(client) >= due);
      row(
          due + " due at once",
          Duration.between(start, Instant.now()),
          requests(true) - writes,
          0,
          operator);
    }
  }

  private static void trigger(KubernetesClient client, int number) {
    client
        .genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, ApiGroup.REPLICATION_SOURCE)
        .inNamespace(NAMESPACE)
        .withName("app-" + number)
        .edit(
            source -> {
              source.<Map<String, Object>>get("spec", "trigger").put("manual", "now");
              return source;
            });
  }

  private static long synchronizing(KubernetesClient client) {
    return client
        .genericKubernetesResources(ApiGroup.VOLSYNC_VERSION, ApiGroup.REPLICATION_SOURCE)
        .inNamespace(NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(source -> source.get("status", "lastSyncStartTime") != null)
        .count();
  }

  private static void row(
      String what, Duration time, double writes, double rate, OperatorProcess operator)
      throws IOException {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f s | %.0f | %.2f | %d | %.1f |%n",
        what,
        time.toMillis() / 1000.0,
        writes,
        rate,
        operator.rssMebibytes(),
        operator.cpuSeconds());
  }

  private double requests(boolean writing) {
    double sum = 0;
    var matcher = REQUESTS.matcher(api.client().raw("/metrics"));
    while (matcher.find()) {
      var labels = matcher.group(1);
      if (OURS.matcher(labels).find() && (!writing || WRITING.matcher(labels).find())) {
        sum += Double.parseDouble(matcher.group(2));
      }
    }
    return sum;
  }
}
