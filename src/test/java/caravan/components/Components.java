package caravan.components;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The real programs that tests are judged by, where {@code src/test/components/install} puts them.
 */
public final class Components {
  private static final String INSTALL = "src/test/components/install";

  private Components() {}

  /** The {@code restic} binary; a test without it is skipped, or fails under {@code CI=true}. */
  public static Path restic() {
    return binary("restic");
  }

  /** The MinIO server. */
  public static Path minio() {
    return binary("minio");
  }

  /** The store of the API server. */
  public static Path etcd() {
    return binary("etcd");
  }

  /** The real API server of Kubernetes. */
  public static Path kubeApiserver() {
    return binary("kube-apiserver");
  }

  /** The real controllers of Kubernetes: jobs, garbage, binding of volumes. */
  public static Path kubeControllerManager() {
    return binary("kube-controller-manager");
  }

  /** Builds manifests. */
  public static Path kustomize() {
    return binary("kustomize");
  }

  /** {@code helm template} and nothing else of Helm. */
  public static Path helm() {
    return binary("helm");
  }

  /** Flux's substitution of variables. */
  public static Path envsubst() {
    return binary("envsubst");
  }

  /** Runs alerts against series, as Prometheus would. */
  public static Path promtool() {
    return binary("promtool");
  }

  /** The files of the CRDs that Kubernetes itself does not bring: snapshots and populators. */
  public static List<Path> crds() {
    return files("crd", "crds");
  }

  /** Those of External Secrets and of the Prometheus operator. */
  public static List<Path> deployCrds() {
    return files("deploy-crd", "deploy-crds");
  }

  private static List<Path> files(String name, String component) {
    if (!Files.exists(folder().resolve(name))) {
      missing(component);
    }
    try (var files = Files.list(folder().resolve(name))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the component is installed, for those who have another way. */
  public static boolean has(String name) {
    return Files.isExecutable(folder().resolve("bin").resolve(name));
  }

  private static Path binary(String name) {
    if (!has(name)) {
      missing(name);
    }
    return folder().resolve("bin").resolve(name);
  }

  private static void missing(String name) {
    var message = name + " is missing in " + folder() + ": run " + INSTALL + " " + name;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    assumeTrue(false, message);
  }

  private static Path folder() {
    var chosen = System.getenv("CARAVAN_COMPONENTS");
    return chosen != null
        ? Path.of(chosen)
        : Path.of(System.getProperty("user.home"), ".cache", "caravan-components");
  }
}
