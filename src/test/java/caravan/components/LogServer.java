package caravan.components;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The part of a kubelet that the API server asks for the logs of containers. */
final class LogServer implements AutoCloseable {
  private static final String PATH = "/containerLogs/";
  private final HttpsServer server;
  private final BiFunction<String, String, Optional<String>> logs;

  private LogServer(HttpsServer server, BiFunction<String, String, Optional<String>> logs) {
    this.server = server;
    this.logs = logs;
  }

  /**
   * @param logs by namespace and name of the pod
   */
  static LogServer start(Path folder, BiFunction<String, String, Optional<String>> logs) {
    try {
      var address = new InetSocketAddress(InetAddress.getByName(NodeStandIn.ADDRESS), 0);
      var server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.contextIn(folder)));
      var started = new LogServer(server, logs);
      server.createContext(PATH, started::answer);
      server.start();
      return started;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var names = exchange.getRequestURI().getPath().substring(PATH.length()).split("/");
    var log = names.length < 3 ? Optional.<String>empty() : logs.apply(names[0], names[1]);
    var query = query(exchange.getRequestURI().getQuery());
    var bytes = log.map(it -> limit(tail(it, query), query)).orElseGet(() -> new byte[0]);
    try (exchange) {
      exchange.sendResponseHeaders(
          log.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> query(String text) {
    var query = new HashMap<String, String>();
    for (var pair : text == null ? new String[0] : text.split("&")) {
      var parts = pair.split("=", 2);
      query.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return query;
  }

  private static String tail(String log, Map<String, String> query) {
    var lines = log.lines().toList();
    int wanted = Integer.parseInt(query.getOrDefault("tailLines", String.valueOf(lines.size())));
    return lines.stream()
        .skip(Math.max(0, lines.size() - wanted))
        .reduce("", (text, line) -> text + line + "\n");
  }

  private static byte[] limit(String log, Map<String, String> query) {
    var bytes = log.getBytes(StandardCharsets.UTF_8);
    int limit = Integer.parseInt(query.getOrDefault("limitBytes", String.valueOf(bytes.length)));
    return Arrays.copyOf(bytes, Math.min(bytes.length, limit));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
