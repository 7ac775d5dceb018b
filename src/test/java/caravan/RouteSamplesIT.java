package caravan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the routes of deploy/samples/routes as they lie there. */
class RouteSamplesIT extends LocalModeFixture {
  private static final Path SAMPLES = Path.of("deploy/samples/routes");

  private final List<String> posts = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int answer = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          posts.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      URLDecoder.decode(body, UTF_8))
                  .strip());
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void telegram() throws IOException {
    world.route("telegram.yaml", Files.readString(SAMPLES.resolve("telegram.yaml")));
    world.set("telegram.url", address());
    world.set("telegram.token", "123:secret");
    world.set("telegram.chat", "-4711");
  }

  /** The names are kept, and the place of the Service is taken by the test's server. */
  private void quiesce() throws IOException {
    var service = "http://${body.object.name}-quiesce.${body.object.namespace}.svc:8080";
    var route = Files.readString(SAMPLES.resolve("quiesce.yaml"));
    assertThat(route).contains(service);
    var ours = address() + "/${body.object.name}-quiesce.${body.object.namespace}";
    world.route("quiesce.yaml", route.replace(service, ours));
    var asking = "{name: app, annotations: {example.com/quiesce: \"true\"}}";
    manifests();
    world.manifest(
        "app.yaml",
        LocalWorld.source("app", "hourly", "0 * * * *").replace("{name: app}", asking),
        LocalWorld.source("app-daily", "daily", "30 0 * * *"));
    fillVolume();
  }

  @Test
  void telegramHearsOfEachFailureAndNobodyElseOfTheToken() throws Exception {
    telegram();
    manifests();

    world.run();

    assertThat(posts)
        .hasSize(2)
        .allSatisfy(post -> assertThat(post).startsWith("POST /bot123:secret/sendMessage chat_id="))
        .anySatisfy(
            post ->
                assertThat(post)
                    .contains("chat_id=-4711&text=ReplicationSource default/app: ")
                    .contains("the volume app is missing"));
  }

  @Test
  void anAppThatAsksForItHoldsStillWhileItIsCopied() throws Exception {
    quiesce();

    world.run();

    assertThat(posts)
        .containsExactly("POST /app-quiesce.default/freeze", "POST /app-quiesce.default/thaw");
    assertThat(world.snapshots("hourly")).isEqualTo(1);
    assertThat(world.snapshots("daily")).isEqualTo(1);
  }

  @Test
  void anAppThatDoesNotHoldStillIsNotCopied() throws Exception {
    quiesce();
    answer = 500;

    world.run();

    assertThat(error("app")).contains("before-copy").contains("500");
    assertThat(world.repository("hourly")).doesNotExist();
    assertThat(world.snapshots("daily")).isEqualTo(1);
  }
}
