package caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The routes of a user in local mode: hooks that are replaced, and those that break. */
class LocalHooksIT extends LocalModeFixture {
  @Test
  void callsTheRouteThatAUserPutInThePlaceOfAHook() throws Exception {
    var posts = new CopyOnWriteArrayList<String>();
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      world.route("webhook.yaml", WEBHOOK.formatted(server.getAddress().getPort()));
      manifests();

      world.run();
      world.run();
    } finally {
      server.stop(0);
    }

    assertThat(posts).hasSize(2);
    assertThat(posts)
        .anySatisfy(
            post -> assertThat(post).contains("\"object\": \"app\"", "the volume app is missing"));
  }

  @Test
  void aHookThatBreaksBeforeTheCopyFailsTheRunAndIsNamed() throws Exception {
    fillVolume();
    manifests();
    world.route(
        "broken.yaml",
        """
        - route:
            id: before-copy
            from:
              uri: direct:before-copy
              steps:
                - setBody: {constant: something else}
                - throwException: {exceptionType: java.lang.IllegalStateException, message: the database does not answer}
        """);

    world.run();

    assertThat(error("app")).contains("the database does not answer");
    assertThat(world.repository("hourly")).doesNotExist();
  }

  @Test
  void aRouteThatCannotBeReadEndsTheStartWithItsPlace() throws Exception {
    manifests();
    world.route("broken.yaml", "- route:\n    id: x\n    form: {uri: direct:x}\n");

    assertThatThrownBy(() -> world.start())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("broken.yaml")
        .hasMessageContaining("line 2, column 5; mend it");
  }

  private static final String WEBHOOK =
      """
      - route:
          id: on-failure
          from:
            uri: direct:on-failure
            steps:
              - setBody:
                  simple: '{"object": "${body.object.name}", "message": "${body.progress.message}"}'
              - setHeader: {name: Content-Type, constant: application/json}
              - to: "http://127.0.0.1:%d/hook"
      """;
}
