package caravan.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A small S3 server that keeps what is put and does the next wrong thing it was told to. */
final class FaultyServer implements AutoCloseable {
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Queue<Consumer<HttpExchange>> watchers = new ConcurrentLinkedQueue<>();
  private volatile Fault always;

  private FaultyServer(HttpServer server) {
    this.server = server;
  }

  static FaultyServer start() throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var faulty = new FaultyServer(http);
    http.createContext("/", faulty::serve);
    http.setExecutor(faulty.threads);
    http.start();
    return faulty;
  }

  /** Each of these is done once, in order, before requests are served again. */
  void next(Fault... wrong) {
    faults.addAll(List.of(wrong));
  }

  /** Done for every request from now on. */
  void always(Fault wrong) {
    always = wrong;
  }

  /** Sees every request from now on. */
  void watch(Consumer<HttpExchange> watcher) {
    watchers.add(watcher);
  }

  int requests() {
    return requests.get();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String repository() {
    return "s3:" + endpoint() + "/bucket/repo";
  }

  private void serve(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    watchers.forEach(it -> it.accept(exchange));
    try (exchange) {
      var fault = always != null ? always : faults.poll();
      if (fault != null) {
        fault.happen(exchange, this);
      } else {
        serveWell(exchange);
      }
    }
  }

  private void serveWell(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        objects.put(path, exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(200, -1);
      }
      case "DELETE" -> exchange.sendResponseHeaders(204, -1);
      default -> {
        var content = objects.get(path);
        if (content == null) {
          error(404, "NoSuchKey").happen(exchange, this);
          return;
        }
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  /** An answer in S3's words. */
  static Fault error(int status, String code) {
    return text(
        status, "application/xml", "<Error><Code>" + code + "</Code><Message>so</Message></Error>");
  }

  static Fault html(int status) {
    return text(status, "text/html", "<html><body><p>log in first</body></html>");
  }

  private static Fault text(int status, String type, String text) {
    return (exchange, server) -> {
      exchange.getRequestBody().readAllBytes();
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** Announces the whole file and ends half way. */
  static Fault cutBody() {
    return (exchange, server) -> {
      var content = server.objects.get(exchange.getRequestURI().getPath());
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, content.length / 2);
      exchange.getResponseBody().flush();
      throw new IOException("cut on purpose");
    };
  }

  /** Closes the connection without a word. */
  static Fault hangUp() {
    return (exchange, server) -> {
      throw new IOException("hung up on purpose");
    };
  }

  /** Takes the request's head and then neither reads nor answers. */
  static Fault standStill() {
    return (exchange, server) -> {
      try {
        server.closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** One wrong thing to do with a request. */
  @FunctionalInterface
  interface Fault {
    void happen(HttpExchange exchange, FaultyServer server) throws IOException;
  }
}
