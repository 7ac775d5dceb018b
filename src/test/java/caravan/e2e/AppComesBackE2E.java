package caravan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of one app: it starts empty, is backed up to two buckets, lost, and comes back. */
@TestMethodOrder(OrderAnnotation.class)
class AppComesBackE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String FILES = "201";
  private static final String SUM = "find . -type f | sort | xargs sha256sum | sha256sum";
  private static RealCluster cluster;
  private static Kubectl app;
  private static String sum;

  @TempDir private Path folder;

  @BeforeAll
  static void install() {
    cluster = RealCluster.withOperator();
    app = cluster.restrictedNamespace("e2e-shop");
  }

  @AfterAll
  static void leave() {
    if (app != null) {
      app.tryRun("", "delete", "namespace", app.namespace(), "--wait=false");
    }
  }

  @Test
  @Order(1)
  void startsEmptyWhereNothingWasEverSaved() {
    app.apply(cluster.app("web"));

    app.run("wait", "--for=condition=Available", "deployment/web", "--timeout=300s");

    assertThat(inApp("cat /tmp/found").strip()).isEqualTo("0");
  }

  @Test
  @Order(2)
  void isBackedUpToBothBucketsAsResticReadsThem() {
    inApp(
        "cd /data; for i in $(seq 200); do echo file $i > f$i; done; "
            + "dd if=/dev/urandom of=big bs=1M count=64 2>/dev/null");
    sum = inApp("cd /data; " + SUM).strip();

    for (var name : List.of("web", "web-r2")) {
      await()
          .atMost(PATIENCE)
          .until(() -> value("replicationsource/" + name, ".status.caravan.files").equals(FILES));
    }

    for (var store : List.of("minio", "r2")) {
      var target = folder.resolve(store);
      cluster.restic("web", store).run("restore", "latest", "--target", target.toString());
      var command = List.of("sh", "-c", "cd " + target + "; " + SUM);
      assertThat(Kubectl.run("", command).output().strip()).as(store).isEqualTo(sum);
      assertThat(
              cluster.restic("web", store).run("check", "--read-data", "--retry-lock", "2m").text())
          .contains("no errors were found");
    }
  }

  @Test
  @Order(3)
  void listsSnapshotsInTheMoversPod() {
    var listed =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(200))
            .until(AppComesBackE2E::snapshotsSeenInMover, it -> it.contains("snapshots"));

    assertThat(listed).contains("/data").containsPattern("[1-9][0-9]* snapshots");
  }

  @Test
  @Order(4)
  void comesBackBeforeTheAppStarts() {
    app.run("delete", "deployment,replicationsource,replicationdestination", "--all", "--wait");
    app.run("delete", "pvc,secret", "--all", "--wait");
    assertThat(app.run("get", "pvc", "-o", "name")).isEmpty();
    var begin = Instant.now();

    app.apply(cluster.app("web"));
    app.run("wait", "--for=condition=Available", "deployment/web", "--timeout=300s");

    System.out.println(
        "time to data: " + Duration.between(begin, Instant.now()).toMillis() + " ms");
    assertThat(inApp("cat /tmp/found").strip()).isEqualTo(FILES);
    assertThat(inApp("cd /data; " + SUM).strip()).isEqualTo(sum);
    assertThat(inApp("cd /data; stat -c %u:%g * | sort -u").strip()).isEqualTo("568:568");
  }

  private static String snapshotsSeenInMover() {
    var movers =
        app.run("get", "pod", "--field-selector=status.phase=Running", "-o", "name").lines();
    var mover = movers.filter(it -> it.startsWith("pod/volsync-src-web")).findFirst();
    return mover
        .map(it -> app.tryRun("", "exec", it, "--", "restic", "snapshots").output())
        .orElse("");
  }

  private static String value(String object, String path) {
    return app.value(object, path);
  }

  private static String inApp(String script) {
    return app.run("exec", "deployment/web", "--", "sh", "-c", script);
  }
}
