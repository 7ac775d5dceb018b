package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.NodeStandIn;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator uses each right that {@code deploy/} gives it, and asks for no other. */
class RightsIT {
  /** Asked for by the API server itself when an owner is named, or a Role is made. */
  private static final Set<String> IMPLIED = Set.of("finalizers", "securitycontextconstraints");

  /** Asked about the owner of a lock that was left: {@code LocksIT}. */
  private static final String OWNER_OF_LOCK = "get /pods";

  private static OperatorBench bench;

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench
        .client()
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: registry, namespace: volsync-system}
                type: kubernetes.io/dockerconfigjson
                stringData: {.dockerconfigjson: "{}"}
                """
                    .getBytes(StandardCharsets.UTF_8)))
        .create();
    bench.pullSecrets("registry");
    bench.startOperator();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void allAreUsedAndNoneIsMissing() throws IOException {
    backUpACopy();
    lackAnAuthorityTwice();
    backUpBesideAPod();
    fillAClaimFromAnImage();
    fillAClaimWithARestoreOfItsOwn();

    var audit = bench.cluster().api().audit();
    assertThat(audit.forbidden(OperatorBench.NAMESPACE, OperatorBench.ACCOUNT)).isEmpty();
    assertThat(withCreates(audit.granted(OperatorBench.NAMESPACE, OperatorBench.ACCOUNT)))
        .containsExactlyInAnyOrderElementsOf(given());
  }

  private static void backUpACopy() throws IOException {
    var site = withData();
    site.source("app", "one", "copyMethod: Snapshot");
    site.awaitSynced(Site.SOURCE, "app", "one");
  }

  /** The same trouble again, told by another operator, is the same event. */
  private static void lackAnAuthorityTwice() throws IOException {
    var site = withData();
    for (var manual : List.of("one", "two")) {
      site.source(
          "app", manual, "copyMethod: Direct", "customCA: {configMapName: ca, key: ca.crt}");
      Site.soon().until(() -> counted(site) == (manual.equals("one") ? 0 : 2));
      site.source("app", manual, "copyMethod: Direct", "moverServiceAccount: mine");
      new Runs(bench, site).awaitHealth(Site.SOURCE, "app", "False/InvalidSpec");
      site.source("app", manual, "copyMethod: Direct");
      site.awaitSynced(Site.SOURCE, "app", manual);
      bench.stopOperator();
      bench.startOperator();
    }
  }

  /** How often the trouble was told again; -1 for never told. */
  private static int counted(Site site) {
    return site.events("app").stream()
        .filter(it -> it.getReason().equals("SecretMissing"))
        .map(it -> it.getSeries() == null ? 0 : it.getSeries().getCount())
        .findFirst()
        .orElse(-1);
  }

  private static Site withData() {
    var site = bench.siteWithNote("content");
    return site;
  }

  private static void backUpBesideAPod() throws IOException {
    var site = withData();
    site.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: app}
        spec:
          nodeName: %s
          containers: [{name: app, image: app, command: [sleep], args: [infinity]}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
        """
            .formatted(NodeStandIn.NAME));
    site.source("app", "one", "copyMethod: Direct");
    site.awaitSynced(Site.SOURCE, "app", "one");
  }

  private static void fillAClaimFromAnImage() {
    var restores = RestoreSite.of(bench, "kept");
    restores.destination("dst", "once", "cleanupTempPVC: true");
    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("kept");
    Site.soon().until(() -> restores.prime("data").isEmpty());
  }

  private static void fillAClaimWithARestoreOfItsOwn() {
    var restores = RestoreSite.of(bench, "kept");
    restores.directDestination("dst", "once");
    restores.filledClaim("data", "dst");
    assertThat(restores.note("data")).isEqualTo("kept");
    Site.soon().until(() -> restores.destinations().equals(List.of("dst")));
  }

  /** What is applied is created when it is not there, and that right is asked for besides. */
  private static Set<String> withCreates(Set<String> used) {
    var all = new TreeSet<>(used);
    used.stream()
        .filter(it -> it.startsWith("patch "))
        .forEach(it -> all.add(it.replace("patch ", "create ")));
    return all;
  }

  private static Set<String> given() throws IOException {
    try (var yaml = Files.newInputStream(Path.of("deploy/base/cluster-role.yaml"))) {
      return Serialization.unmarshal(yaml, ClusterRole.class).getRules().stream()
          .flatMap(RightsIT::rights)
          .filter(it -> IMPLIED.stream().noneMatch(it::contains))
          .filter(it -> !it.equals(OWNER_OF_LOCK))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> rights(PolicyRule rule) {
    var group = rule.getApiGroups().getFirst();
    return rule.getResources().stream()
        .flatMap(it -> rule.getVerbs().stream().map(verb -> verb + " " + group + "/" + it));
  }
}
