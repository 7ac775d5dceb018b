package caravan.components;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between an operator and the API server: remembers every request and breaks those that a
 * test wants broken.
 */
public final class FaultProxy implements AutoCloseable {
  private static final Set<String> OURS =
      Set.of("connection", "upgrade", "host", "content-length", "transfer-encoding");

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** A request as it came in. */
  public record Call(String method, String path, String query) {
    public boolean isWatch() {
      return query.contains("watch=true");
    }

    public boolean isWrite() {
      return !method.equals("GET");
    }

    public boolean isLease() {
      return path.contains("/leases");
    }
  }

  /** What becomes of a request. */
  public sealed interface Fate {
    /** It passes. */
    record Passes() implements Fate {}

    /** It passes, after a while. */
    record Late(long millis) implements Fate {}

    /** It never reaches the server, and this is answered. */
    record Refused(int status, String reason) implements Fate {}

    /** It never reaches the server, or only its answer is lost; the connection breaks. */
    record Cut(boolean reachesServer) implements Fate {}
  }

  /** Decides over each request; asked by many threads at once. */
  @FunctionalInterface
  public interface Rule {
    Fate of(Call call);
  }

  public static final Rule NO_FAULTS = call -> new Fate.Passes();

  private final URI target;
  private final HttpClient client;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<InputStream> streams = ConcurrentHashMap.newKeySet();
  private volatile Rule rule = NO_FAULTS;

  private FaultProxy(ApiServer api) throws IOException, GeneralSecurityException {
    target = URI.create(api.url());
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(api.certificate()))
            .build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static FaultProxy before(ApiServer api) {
    try {
      return new FaultProxy(api);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext trusting(Path certificate)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      int number = 0;
      for (var it : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("server-" + number++, it);
      }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on. */
  public void rule(Rule newRule) {
    rule = newRule;
  }

  /** Every request so far, also the broken ones. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public void forgetCalls() {
    calls.clear();
  }

  /** Breaks every watch that is open now. */
  public void cutWatches() {
    streams.forEach(FaultProxy::closed);
  }

  private static void closed(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It was broken already.
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      var call = new Call(exchange.getRequestMethod(), uri.getRawPath(), query);
      calls.add(call);
      meet(exchange, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void meet(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    switch (rule.of(call)) {
      case Fate.Passes _ -> forward(exchange, call);
      case Fate.Late(long millis) -> {
        Thread.sleep(millis);
        forward(exchange, call);
      }
      case Fate.Refused(int status, String reason) -> {
        exchange.getRequestBody().readAllBytes();
        answer(exchange, status, refusal(status, reason));
      }
      case Fate.Cut(boolean reachesServer) -> {
        if (reachesServer) {
          try (var body = sent(exchange).body()) {
            body.readAllBytes();
          }
        }
      }
    }
  }

  private static byte[] refusal(int status, String reason) {
    var text =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"a test's %s"}
        """;
    return text.formatted(status, reason, reason).getBytes(StandardCharsets.UTF_8);
  }

  private void forward(HttpExchange exchange, Call call) throws IOException, InterruptedException {
    var response = sent(exchange);
    response
        .headers()
        .firstValue("content-type")
        .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
    try (var body = response.body()) {
      if (call.isWatch()) {
        stream(exchange, response.statusCode(), body);
      } else {
        answer(exchange, response.statusCode(), body.readAllBytes());
      }
    }
  }

  private HttpResponse<InputStream> sent(HttpExchange exchange)
      throws IOException, InterruptedException {
    var body = BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes());
    var request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), body);
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              var lower = name.toLowerCase(java.util.Locale.ROOT);
              if (!OURS.contains(lower) && !lower.startsWith("sec-websocket")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private void stream(HttpExchange exchange, int status, InputStream body) throws IOException {
    streams.add(body);
    try {
      exchange.sendResponseHeaders(status, 0);
      var out = exchange.getResponseBody();
      out.flush();
      var buffer = new byte[8192];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } finally {
      streams.remove(body);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    cutWatches();
    threads.shutdownNow();
    client.shutdownNow();
  }
}
