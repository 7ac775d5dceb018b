package caravan.components;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between an operator and the API server: remembers every request and breaks those that a
 * test wants broken. It knows of HTTP only what a request is; each has a connection of its own, and
 * what the server answers is passed on byte by byte.
 */
public final class FaultProxy implements AutoCloseable {

  /** A request as it came in. */
  public record Call(String method, String path, String query) {
    private static Call of(RawRequest request) {
      int mark = request.target().indexOf('?');
      return mark < 0
          ? new Call(request.method(), request.target(), "")
          : new Call(
              request.method(),
              request.target().substring(0, mark),
              request.target().substring(mark + 1));
    }

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

  public static final Rule NO_FAULTS = _ -> new Fate.Passes();

  private final int target;
  private final SSLSocketFactory sockets;
  private final ServerSocket listener;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
  private volatile Rule rule = NO_FAULTS;

  private FaultProxy(ApiServer api) throws IOException, GeneralSecurityException {
    target = api.port();
    sockets = trusting(api.certificate()).getSocketFactory();
    listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fault-proxy").start(this::accept);
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
    return "http://127.0.0.1:" + listener.getLocalPort();
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
    watches.forEach(FaultProxy::closed);
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was broken already.
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // Closed, or the next one is luckier.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      var in = new BufferedInputStream(client.getInputStream());
      var request = RawRequest.read(in);
      if (request != null) {
        var call = Call.of(request);
        calls.add(call);
        meet(new Passage(client, in, request), call);
      }
    } catch (IOException e) {
      // Either side has left, and so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /** A request on its way. */
  private record Passage(Socket client, InputStream in, RawRequest request) {}

  private void meet(Passage passage, Call call) throws IOException, InterruptedException {
    switch (rule.of(call)) {
      case Fate.Passes _ -> forward(passage, call);
      case Fate.Late(long millis) -> {
        Thread.sleep(millis);
        forward(passage, call);
      }
      case Fate.Refused(int status, String reason) ->
          passage.client().getOutputStream().write(refusal(status, reason));
      case Fate.Cut(boolean reachesServer) -> {
        if (reachesServer) {
          try (var server = sent(passage)) {
            server.getInputStream().transferTo(OutputStream.nullOutputStream());
          }
        }
      }
    }
  }

  private static byte[] refusal(int status, String reason) {
    var body =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"a test's %s"}
        """
            .formatted(status, reason, reason);
    var head =
        "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, reason, status == 429 ? "Retry-After: 1\r\n" : "", body.length());
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private Socket sent(Passage passage) throws IOException {
    var server = sockets.createSocket(InetAddress.getLoopbackAddress(), target);
    try {
      server.setTcpNoDelay(true);
      server.getOutputStream().write(passage.request().asLast());
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void forward(Passage passage, Call call) throws IOException {
    try (var server = sent(passage)) {
      // What the client still says is for a WebSocket; when it leaves, so does the server's side.
      Thread.ofVirtual().start(() -> passOn(passage.in(), server));
      if (call.isWatch()) {
        watches.add(passage.client());
      }
      server.getInputStream().transferTo(passage.client().getOutputStream());
    } finally {
      watches.remove(passage.client());
    }
  }

  private static void passOn(InputStream in, Socket server) {
    try (server) {
      in.transferTo(server.getOutputStream());
    } catch (IOException e) {
      // The other side has left.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(FaultProxy::closed);
  }
}
