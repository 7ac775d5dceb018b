package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.ApiServer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a person at a shell sees the objects of a cluster. */
class StatusFaceIT {
  private static ApiServer api;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    api = ApiServer.start();
    api.install(Path.of("crds/replicationsources.yaml"));
    api.install(Path.of("crds/replicationdestinations.yaml"));
    var source =
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: app, namespace: default}
        spec:
          sourcePVC: data
          trigger: {schedule: "0 * * * *"}
          restic: {repository: app-minio, copyMethod: Direct}
        """;
    api.client()
        .load(new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)))
        .serverSideApply();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void statusHasALineForEachObject() throws Exception {
    assertThat(run(0, admin(), "status")).contains("default", "app-minio", "Unseen", "1 not well");
    assertThat(run(0, admin(), "status", "-n", "kube-system")).contains("0 objects");
  }

  @Test
  void doctorEndsWithOneWhileAnythingIsWrong() throws Exception {
    assertThat(run(1, admin(), "doctor"))
        .contains("ReplicationSource default/app: Unseen", "see that one runs");
    assertThat(run(0, admin(), "doctor", "-n", "kube-system")).contains("nothing is wrong");
  }

  @Test
  void whoMayNotLookIsToldWhatToAskFor() throws Exception {
    var nobody = api.kubeconfig(folder.resolve("nobody"), api.token("default", "default"));

    assertThat(run(1, nobody, "status"))
        .contains("Fatal: the API server forbids a list of sources", "ask for the role");
  }

  private Path admin() {
    return api.kubeconfig(folder.resolve("admin"), api.client().getConfiguration().getOauthToken());
  }

  private String run(int exitCode, Path kubeconfig, String... words) throws Exception {
    var all = new ArrayList<>(List.of(words));
    all.add("--kubeconfig=" + kubeconfig);
    var process = ProgramProcess.start(folder, Map.of(), all.toArray(String[]::new));
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    var said =
        Files.readString(folder.resolve("output")) + Files.readString(folder.resolve("errors"));
    assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
    return said;
  }
}
