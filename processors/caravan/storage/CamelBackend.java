package caravan.storage;

import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileInfo;
import caravan.restic.backend.FileType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/**
 * The engine's backend over a store's routes: each call is one exchange to {@code
 * direct:<scheme>-put}, {@code -get}, {@code -stat}, {@code -list}, {@code -delete} or {@code
 * -create}.
 */
final class CamelBackend implements Backend {
  private final CamelContext context;
  private final ProducerTemplate routes;
  private final Store store;
  private final Runnable onClose;

  CamelBackend(CamelContext context, ProducerTemplate routes, Store store, Runnable onClose) {
    this.context = context;
    this.routes = routes;
    this.store = store;
    this.onClose = onClose;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public int connections() {
    return store.connections();
  }

  @Override
  public void create() {
    send("create", FileHandle.CONFIG, Map.of(), null);
  }

  @Override
  public void save(FileHandle handle, ByteBuffer content) {
    send("put", handle, Map.of(), new Content(content));
  }

  @Override
  public byte[] load(FileHandle handle) {
    return (byte[]) send("get", handle, Map.of(), null);
  }

  @Override
  public byte[] load(FileHandle handle, long offset, int length) {
    if (length == 0) {
      return new byte[0];
    }
    var range = Map.<String, Object>of("first", offset, "last", offset + length - 1);
    return (byte[]) send("get", handle, range, null);
  }

  @Override
  public long size(FileHandle handle) {
    return (long) send("stat", handle, Map.of(), null);
  }

  @Override
  public void list(FileType type, Consumer<FileInfo> consumer) {
    var folder = new FileHandle(type, "");
    for (var file : (List<?>) send("list", folder, Map.of("type", type), null)) {
      consumer.accept((FileInfo) file);
    }
  }

  @Override
  public void delete(FileHandle handle) {
    try {
      send("delete", handle, Map.of(), null);
    } catch (FileMissing e) {
      // What is gone is deleted.
    }
  }

  @Override
  public void close() {
    onClose.run();
  }

  private Object send(String verb, FileHandle handle, Map<String, Object> more, Object body) {
    var exchange = new DefaultExchange(context, ExchangePattern.InOut);
    exchange.setProperty(StorageErrors.STORE, store);
    exchange.setProperty(StorageErrors.VERB, verb);
    exchange.setProperty(StorageErrors.FILE, fileName(handle));
    store.properties(handle).forEach(exchange::setProperty);
    more.forEach(exchange::setProperty);
    exchange.getIn().setBody(body);
    return answer(routes.send("direct:" + store.scheme() + "-" + verb, exchange));
  }

  private static String fileName(FileHandle handle) {
    return handle.name().isEmpty() ? handle.type().folder() : handle.path();
  }

  private Object answer(Exchange exchange) {
    var failure = exchange.getException();
    if (failure == null) {
      return exchange.getMessage().getBody();
    }
    var verb = exchange.getProperty(StorageErrors.VERB, String.class);
    var file = exchange.getProperty(StorageErrors.FILE, String.class);
    if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      Thread.currentThread().interrupt();
      throw new BackendFailure("interrupted: " + verb + " " + file + " at " + location(), failure);
    }
    throw store.explain(verb, file, failure);
  }
}
