package caravan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import caravan.components.Components;
import caravan.components.Restic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The cluster that the environment names, with the operator of this build in it. */
final class RealCluster {
  private static final String IMAGE = variable("CARAVAN_IMAGE", "localhost/caravan:e2e");
  private static final String S3 = variable("CARAVAN_S3", "http://10.244.0.1:9000");
  private static final String ACCESS_KEY = variable("CARAVAN_S3_ACCESS_KEY", "labaccess");
  private static final String SECRET_KEY = variable("CARAVAN_S3_SECRET_KEY", "labsecret");
  private static final String CLASS = variable("CARAVAN_STORAGE_CLASS", "csi-hostpath-sc");
  private static final String SNAPSHOTS =
      variable("CARAVAN_SNAPSHOT_CLASS", "csi-hostpath-snapclass");
  private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();
  private static final Path RESOURCES = Path.of("src/test/resources/caravan/e2e").toAbsolutePath();

  private final String kubeconfig;
  private final String bucket = "e2e-" + UUID.randomUUID().toString().substring(0, 8);

  private RealCluster(String kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /** Installs the operator as its users do, and waits until it works. */
  static RealCluster withOperator() {
    var kubeconfig = System.getenv("CARAVAN_KUBECONFIG");
    assumeTrue(kubeconfig != null, "CARAVAN_KUBECONFIG names no cluster: see CONTRIBUTING.md");
    var cluster = new RealCluster(kubeconfig);
    var load = System.getenv("CARAVAN_LOAD_IMAGE");
    if (load != null) {
      Kubectl.succeeded(Kubectl.run("", List.of("sh", "-c", load)), List.of(load));
    }
    var operator = cluster.in("volsync-system");
    operator.apply(
        cluster.kustomize(
            "resources: [%s]%nimages: [{name: caravan, newName: %s, newTag: %s}]"
                .formatted(relative(DEPLOY), name(IMAGE), tag(IMAGE))));
    operator.run("rollout", "restart", "deployment/volsync");
    operator.run("rollout", "status", "deployment/volsync", "--timeout=180s");
    return cluster;
  }

  Kubectl in(String namespace) {
    return new Kubectl(kubeconfig, namespace);
  }

  /** A new namespace in which only pods of the strictest standard run. */
  Kubectl restrictedNamespace(String name) {
    var space = in(name);
    space.tryRun("", "delete", "namespace", name, "--ignore-not-found", "--wait");
    space.run("create", "namespace", name);
    space.run("label", "namespace", name, "pod-security.kubernetes.io/enforce=restricted");
    return space;
  }

  /** The app, its Secrets and the component, with the variables that Flux would put in. */
  String app(String name) {
    var built =
        kustomize(
            """
            resources: [%1$s/app.yaml, %1$s/secrets.yaml]
            components: [%2$s/components/volsync-own-secrets]"""
                .formatted(relative(RESOURCES), relative(DEPLOY)));
    var command =
        List.of(
            "env",
            "APP=" + name,
            "IMAGE=" + IMAGE,
            "S3=s3:" + S3 + "/" + bucket,
            "AWS_ACCESS_KEY_ID=" + ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY=" + SECRET_KEY,
            "VOLSYNC_CAPACITY=1Gi",
            "VOLSYNC_STORAGECLASS=" + CLASS,
            "VOLSYNC_CACHE_SNAPSHOTCLASS=" + CLASS,
            "VOLSYNC_SNAPSHOTCLASS=" + SNAPSHOTS,
            "VOLSYNC_SCHEDULE=0-59 * * * *",
            "VOLSYNC_R2_SCHEDULE=0-59 * * * *",
            Components.envsubst().toString());
    return Kubectl.succeeded(Kubectl.run(built, command), List.of("envsubst"));
  }

  /** The real restic on the repository of an app: {@code minio} or {@code r2}. */
  Restic restic(String app, String store) {
    return Restic.at("s3:" + S3 + "/" + bucket + "-" + store + "/" + app, "password-of-" + store)
        .with("AWS_ACCESS_KEY_ID", ACCESS_KEY)
        .with("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
  }

  private String kustomize(String kustomization) {
    try {
      var folder = Files.createDirectories(Path.of("target/e2e"));
      Files.writeString(folder.resolve("kustomization.yaml"), kustomization);
      return in("default")
          .run("kustomize", folder.toString(), "--load-restrictor=LoadRestrictionsNone");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path relative(Path path) {
    return Path.of("target/e2e").toAbsolutePath().relativize(path);
  }

  private static String name(String image) {
    return image.substring(0, image.lastIndexOf(':'));
  }

  private static String tag(String image) {
    return image.substring(image.lastIndexOf(':') + 1);
  }

  private static String variable(String name, String otherwise) {
    var value = System.getenv(name);
    assertThat(value == null || !value.isEmpty()).as(name).isTrue();
    return value == null ? otherwise : value;
  }
}
