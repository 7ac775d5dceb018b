package caravan.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** A way to a server on this machine that can be cut and opened again. */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong allowed = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean isOpen = true;

  public TcpProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Ends every connection and takes none. */
  public void cut() {
    isOpen = false;
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  /** Cuts as soon as clients have sent so many more bytes. */
  public void cutAfter(long bytes) {
    allowed.set(bytes);
  }

  public boolean isOpen() {
    return isOpen;
  }

  public void open() {
    allowed.set(Long.MAX_VALUE);
    isOpen = true;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The next one may be luckier; after close there is none.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    if (!isOpen) {
      client.close();
      return;
    }
    sockets.add(client);
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      Thread.ofVirtual().start(() -> copy(client, server, this::count));
      Thread.ofVirtual().start(() -> copy(server, client, bytes -> {}));
    } catch (IOException e) {
      close(client);
    }
    if (!isOpen) {
      cut();
    }
  }

  private void count(int bytes) {
    if (allowed.addAndGet(-bytes) < 0) {
      cut();
    }
  }

  private void copy(Socket from, Socket to, IntConsumer counter) {
    try (from;
        to) {
      var buffer = new byte[1 << 16];
      var in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        counter.accept(read);
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // Cut, or ended by one side: then the other ends too.
    }
    sockets.remove(from);
    sockets.remove(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
