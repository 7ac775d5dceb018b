package caravan.components;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A cluster whose API server and controllers are the real ones; kubelet, scheduler and CSI driver
 * are stood in for.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final List<String> CONTROLLERS =
      List.of(
          "garbage-collector-controller",
          "job-controller",
          "namespace-controller",
          "persistentvolume-binder-controller",
          "persistentvolume-protection-controller",
          "persistentvolumeclaim-protection-controller",
          "pod-garbage-collector-controller",
          "serviceaccount-controller",
          "ttl-after-finished-controller");
  private final ApiServer api;
  private final ServerProcess controllers;
  private final StorageStandIn storage;
  private final NodeStandIn node;

  private ControlPlane(ApiServer api) {
    this.api = api;
    controllers = startControllers(api);
    Components.crds().forEach(api::install);
    storage = StorageStandIn.start(api);
    node = NodeStandIn.start(api);
  }

  /** A test without the programs is skipped, or fails under {@code CI=true}. */
  public static ControlPlane start() {
    Components.kubeControllerManager();
    Components.crds();
    var api = ApiServer.start();
    try {
      return new ControlPlane(api);
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
  }

  private static ServerProcess startControllers(ApiServer api) {
    var process =
        ServerProcess.start(
            api.folder(),
            Map.of(),
            List.of(
                Components.kubeControllerManager().toString(),
                "--kubeconfig=" + api.controllersKubeconfig(),
                "--controllers=" + String.join(",", CONTROLLERS),
                "--use-service-account-credentials",
                "--service-account-private-key-file=" + api.serviceAccountKey(),
                "--root-ca-file=" + api.certificate(),
                "--leader-elect=false",
                "--secure-port=0",
                "--pvclaimbinder-sync-period=1s"));
    try {
      Awaitility.await().atMost(START).until(() -> hasDefaultServiceAccount(api));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
    return process;
  }

  /** One of the controllers makes it, so they are at work. */
  private static boolean hasDefaultServiceAccount(ApiServer api) {
    var accounts = api.client().serviceAccounts().inNamespace("default");
    return accounts.withName("default").get() != null;
  }

  public ApiServer api() {
    return api;
  }

  /** A client that may do everything. */
  public KubernetesClient client() {
    return api.client();
  }

  public NodeStandIn node() {
    return node;
  }

  public StorageStandIn storage() {
    return storage;
  }

  /** A namespace for one test. */
  public String namespace() {
    return api.namespace();
  }

  @Override
  public void close() {
    node.close();
    storage.close();
    controllers.close();
    api.close();
  }
}
