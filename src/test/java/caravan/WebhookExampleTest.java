package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.local.LocalFolders;
import caravan.restic.repository.LockOwner;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example of docs/routes.md as it lies there. */
class WebhookExampleTest {
  private static final Path EXAMPLE = Path.of("docs/examples/webhook");

  private final List<String> posts = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/backups",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posts.add(exchange.getRequestMethod() + " " + body);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void postsEachNewFailureOnce() throws Exception {
    var manifests = Files.createDirectory(folder.resolve("manifests"));
    Files.writeString(
        manifests.resolve("app.yaml"),
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationSource
        metadata: {name: app}
        spec:
          sourcePVC: app
          trigger: {schedule: "61 * * * *"}
          restic: {repository: nowhere, copyMethod: Direct}
        """);

    try (var mode = LocalMode.start(settings(manifests))) {
      mode.runOnce();
      mode.runOnce();
    }

    assertThat(posts)
        .singleElement()
        .asString()
        .startsWith("POST ReplicationSource default/app: spec.trigger: schedule \"61 * * * *\"");
  }

  private LocalMode.Settings settings(Path manifests) throws IOException {
    var folders = LocalFolders.of(manifests, Files.createDirectory(folder.resolve("volumes")));
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/backups";
    return new LocalMode.Settings(
        folders,
        EXAMPLE,
        Map.of("camel.management.enabled", "false", "webhook.url", url),
        Map.of(),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        new LockOwner("test", "test", 1, 0, 0),
        "caravan test");
  }
}
