package caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart installs what kustomize does, and takes the values that VolSync's users have. */
class ChartIT {
  /** Helm's own words about an object. */
  private static final Set<String> HELMS =
      Set.of("helm.sh/chart", "app.kubernetes.io/managed-by", "app.kubernetes.io/version");

  @TempDir Path folder;

  private static Container manager(Manifests manifests) {
    var deployment = manifests.get(Deployment.class, "volsync");
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static Map<String, Object> comparable(Manifests manifests) {
    var all = new TreeMap<String, Object>();
    manifests.byName().forEach((name, object) -> all.put(name, withoutLabels(object)));
    return all;
  }

  /** Labels help to find an object; all else is what it does. */
  private static Map<String, Object> withoutLabels(GenericKubernetesResource object) {
    var all = new LinkedHashMap<>(object.getAdditionalProperties());
    all.put("apiVersion", object.getApiVersion());
    all.put("namespace", object.getMetadata().getNamespace());
    return all;
  }

  @Test
  void installsTheSameObjectsAsKustomize() {
    var ours = comparable(Manifests.kustomize(Path.of("deploy")));
    ours.remove("Namespace/volsync-system");

    var charts = comparable(Manifests.helm());

    assertThat(charts.keySet()).isEqualTo(ours.keySet());
    charts.forEach((name, object) -> assertThat(object).as(name).isEqualTo(ours.get(name)));
  }

  @Test
  void holdsTheFilesItSharesWithTheRest() throws IOException {
    for (var shared :
        List.of(
            "crds/replicationsources.yaml",
            "crds/replicationdestinations.yaml",
            "deploy/monitoring/service-monitor.yaml",
            "deploy/monitoring/alerts.yaml",
            "deploy/monitoring/dashboard.json")) {
      var name = shared.replace("deploy/monitoring/", "");
      assertThat(Path.of("deploy/helm/caravan/files", name))
          .as("run deploy/helm/sync")
          .hasSameTextualContentAs(Path.of(shared));
    }
  }

  @Test
  void watchesItselfAsKustomizeDoesWhereTheClusterCanAndIsTold() {
    var ours = comparable(Manifests.kustomize(Path.of("deploy/monitoring")));
    var all = "metrics.prometheusRule=true,metrics.dashboard=true,metrics.serviceMonitor=";

    assertThat(comparable(Manifests.helm("--set", all + "true"))).containsAllEntriesOf(ours);
    assertThat(Manifests.helm("--set", all + "false").byName())
        .doesNotContainKey("ServiceMonitor/volsync");
    assertThat(Manifests.helm("--api-versions", "monitoring.coreos.com/v1").byName())
        .containsKey("ServiceMonitor/volsync")
        .doesNotContainKey("PrometheusRule/volsync");
  }

  @Test
  void keepsTheCrdsWhenItIsUninstalled() {
    var crds =
        Manifests.helm().objects().stream()
            .filter(it -> it.getKind().equals("CustomResourceDefinition"))
            .toList();

    assertThat(crds)
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThat(it.getMetadata().getAnnotations())
                    .containsEntry("helm.sh/resource-policy", "keep"));
    assertThat(Manifests.helm("--set", "manageCRDs=false").objects())
        .extracting(GenericKubernetesResource::getKind)
        .doesNotContain("CustomResourceDefinition");
  }

  @Test
  void takesTheValuesOfAHelmReleaseOfVolSync() throws IOException {
    var values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            replicaCount: 2
            manageCRDs: true
            metrics: {disableAuth: true}
            image: {repository: registry.example.com/caravan, tag: "2"}
            restic: {repository: registry.example.com/caravan, tag: "2"}
            rsync-tls: {repository: quay.io/backube/volsync}
            imagePullSecrets: [{name: one}, {name: two}]
            podSecurityContext: {runAsUser: 1000, runAsGroup: 1000}
            serviceAccount: {annotations: {a: b}}
            service: {ipFamilyPolicy: SingleStack, ipFamilies: [IPv4]}
            podAnnotations: {c: d}
            podLabels: {e: f}
            nodeSelector: {g: h}
            tolerations: [{key: i, operator: Exists}]
            affinity: {nodeAffinity: {}}
            """);

    var deployment = Manifests.helm("--values", values.toString()).get(Deployment.class, "volsync");

    var template = deployment.getSpec().getTemplate();
    var pod = template.getSpec();
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
    assertThat(template.getMetadata().getAnnotations()).containsEntry("c", "d");
    assertThat(template.getMetadata().getLabels()).containsEntry("e", "f");
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(1000);
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("one", "two");
    assertThat(pod.getContainers().getFirst().getImage())
        .isEqualTo("registry.example.com/caravan:2");
    assertThat(pod.getContainers().getFirst().getArgs())
        .contains(
            "--mover-image=registry.example.com/caravan:2", "--mover-image-pull-secrets=one,two");
  }

  /** The selector of a Deployment can never be changed: an upgrade with another one is refused. */
  @Test
  void keepsTheNamesAndTheSelectorOfVolSyncsChart() {
    var deployment = Manifests.helm().get(Deployment.class, "volsync");

    assertThat(deployment.getSpec().getSelector().getMatchLabels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "app.kubernetes.io/name", "volsync",
                "app.kubernetes.io/instance", "volsync",
                "control-plane", "volsync-controller"));
    assertThat(deployment.getMetadata().getLabels()).containsKeys(HELMS.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          fullnameOverride=backup, backup
          nameOverride=backup, volsync-backup
          nameOverride=sync, volsync
          """)
  void canBeCalledOtherwise(String value, String name) {
    var names = Manifests.helm("--set", value).byName().keySet();

    assertThat(names)
        .contains(
            "Deployment/" + name,
            "ServiceAccount/" + name,
            "Service/" + name + "-metrics",
            "ClusterRole/" + name + "-manager",
            "RoleBinding/" + name + "-leader-election");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicaCount=3",
        "replicas=2",
        "image.pullPolicy=Sometimes",
        "metrics.disableAut=true",
        "maxMovers=0",
        "routes.on-failure=text",
        "settings.camel\\.management\\.jolokiaEnabled=true"
      })
  void refusesValuesThatMeanNothing(String value) {
    var run = Manifests.helmRun("--set", value);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("values don't meet the specifications of the schema");
  }

  @Test
  void refusesVolSyncsImageWhichItCannotRun() {
    var run = Manifests.helmRun("--set", "image.repository=quay.io/backube/volsync");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("take image and restic out of the values");
  }

  @Test
  void givesTheOperatorItsSettings() {
    var manager =
        manager(
            Manifests.helm(
                "--set", "maxMovers=2,namespaces={media,home}",
                "--set", "settings.caravan\\.cluster\\.workers=3",
                "--set", "env[0].name=TZ,env[0].value=Europe/Berlin"));

    assertThat(manager.getArgs())
        .contains("--max-movers=2", "--namespaces=media,home", "--set=caravan.cluster.workers=3");
    assertThat(manager.getEnv()).extracting("name").contains("TZ", "VOLSYNC_NAMESPACE");
  }

  @Test
  void mountsRoutesOfYourOwnAndRollsThePodWhenTheyChange() {
    var first = Manifests.helm("--set", "routes.on-failure\\.camel\\.yaml=one");
    var second = Manifests.helm("--set", "routes.on-failure\\.camel\\.yaml=two");

    assertThat(manager(first).getArgs()).contains("--routes=/etc/caravan/routes");
    assertThat(manager(first).getVolumeMounts())
        .anySatisfy(
            mount -> {
              assertThat(mount.getMountPath()).isEqualTo("/etc/caravan/routes");
              assertThat(mount.getReadOnly()).isTrue();
            });
    assertThat(
            first.get("ConfigMap", "volsync-routes").<String>get("data", "on-failure.camel.yaml"))
        .isEqualTo("one");
    assertThat(checksum(first)).isNotEmpty().isNotEqualTo(checksum(second));
  }

  private static String checksum(Manifests manifests) {
    return manifests
        .get(Deployment.class, "volsync")
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get("caravan.backube/routes-checksum");
  }

  @Test
  void tellsTheNextStep() {
    assertThat(Manifests.helmRun().errors())
        .contains("kubectl -n volsync-system rollout status deployment/volsync");
  }
}
