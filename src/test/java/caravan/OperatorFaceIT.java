package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.ApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An operator that cannot work says in one line what is wrong and what to do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorFaceIT {
  private static final String IMAGE = "--mover-image=caravan:test";
  private static ApiServer api;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    api = ApiServer.start();
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  private String kubeconfig(String account) {
    var name = "default";
    return "--kubeconfig=" + api.kubeconfig(folder.resolve(account), api.token(name, account));
  }

  private void assertRefused(String expected, String... words) throws Exception {
    assertRefused(expected, Map.of(), words);
  }

  private void assertRefused(String expected, Map<String, String> environment, String... words)
      throws Exception {
    var all = new ArrayList<>(List.of("operator"));
    all.addAll(List.of(words));

    var process = ProgramProcess.start(folder, environment, all.toArray(String[]::new));

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    var lines =
        Files.readAllLines(folder.resolve("errors")).stream()
            .filter(line -> !line.contains(" INFO "))
            .toList();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(lines).singleElement().asString().startsWith("Fatal: ").contains(expected);
  }

  @Test
  @Order(1)
  void namesTheKubeconfigThatIsNotThere() throws Exception {
    assertRefused("--kubeconfig: there is no file /no/such", IMAGE, "--kubeconfig=/no/such");
  }

  @Test
  @Order(1)
  void asksForTheImage() throws Exception {
    assertRefused(
        "--mover-image: name the image", kubeconfig("nobody"), "--lease-namespace=default");
  }

  @Test
  @Order(1)
  void namesThePodWhoseImageItCannotLearn() throws Exception {
    assertRefused(
        "the image of the operator's own pod default/lost is unknown",
        Map.of("POD_NAME", "lost", "VOLSYNC_NAMESPACE", "default"),
        kubeconfig("nobody"));
  }

  @Test
  @Order(1)
  void asksForTheCrdsOfAClusterWithoutThem() throws Exception {
    var admin =
        api.kubeconfig(folder.resolve("admin"), api.client().getConfiguration().getOauthToken());

    assertRefused(
        "install the CRDs: kubectl apply -k crds",
        IMAGE,
        "--kubeconfig=" + admin,
        "--lease-namespace=default");
  }

  @Test
  @Order(2)
  void asksForItsRights() throws Exception {
    install();

    assertRefused(
        "kubectl apply -k deploy", IMAGE, kubeconfig("nobody"), "--lease-namespace=default");
  }

  @Test
  @Order(3)
  void namesTheNamespaceThatIsNotThere() throws Exception {
    var admin =
        api.kubeconfig(folder.resolve("admin"), api.client().getConfiguration().getOauthToken());

    assertRefused(
        "there is no namespace nowhere",
        IMAGE,
        "--kubeconfig=" + admin,
        "--lease-namespace=nowhere");
  }

  @Test
  @Order(4)
  void namesTheApiServerThatDoesNotAnswer() throws Exception {
    var words = new String[] {IMAGE, kubeconfig("nobody"), "--lease-namespace=default"};
    api.stopServer();
    try {
      assertRefused("the API server " + api.url(), words);
    } finally {
      api.startServer();
    }
  }

  private static void install() {
    for (var kind : new String[] {"replicationsources", "replicationdestinations"}) {
      api.install(Path.of("crds", kind + ".yaml"));
    }
  }
}
