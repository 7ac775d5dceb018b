package caravan.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Answers an operator as an API server with nothing in it would: empty lists, silent watches. */
final class EmptyCluster implements AutoCloseable {
  private static final int WATCHES = 4;
  private static final String NOTHING =
      "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";

  private final HttpServer server;
  private final CountDownLatch watches = new CountDownLatch(WATCHES);
  private final CountDownLatch over = new CountDownLatch(1);

  private EmptyCluster(HttpServer server) {
    this.server = server;
  }

  static EmptyCluster start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var cluster = new EmptyCluster(HttpServer.create(address, 0));
    cluster.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    cluster.server.createContext("/", cluster::answer);
    cluster.server.start();
    return cluster;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      var query = exchange.getRequestURI().getQuery();
      if (query != null && query.contains("watch=true")) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        watches.countDown();
        over.await();
        return;
      }
      var nothing = NOTHING.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, nothing.length);
      exchange.getResponseBody().write(nothing);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the operator watches: it is up then. */
  void awaitWatches() throws InterruptedException {
    watches.await();
  }

  /** How an operator reaches it. */
  String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: none}}]
        contexts: [{name: c, context: {cluster: c, user: u, namespace: default}}]
        current-context: c
        """
        .formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}
