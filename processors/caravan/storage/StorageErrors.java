package caravan.storage;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the route configuration {@code storage-errors} asks: whether a failed call is tried again,
 * and who tells the user.
 */
final class StorageErrors {
  static final String STORE = "store";
  static final String VERB = "verb";
  static final String FILE = "file";
  private static final Logger LOG = LoggerFactory.getLogger(StorageErrors.class);

  private StorageErrors() {}

  /** Binds the names that the route configuration uses. */
  static void bind(CamelContext context) {
    Predicate worthRetrying = new Passing();
    Processor announce = StorageErrors::announce;
    Map.of("storageWorthRetrying", worthRetrying, "storageAnnounceRetry", announce)
        .forEach(context.getRegistry()::bind);
  }

  private static void announce(Exchange exchange) {
    var store = exchange.getProperty(STORE, Store.class);
    LOG.warn(
        "{} {} at {}: {}; trying again ({})",
        exchange.getProperty(VERB),
        exchange.getProperty(FILE),
        store.location(),
        store.brief(caught(exchange)),
        exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER));
  }

  private static Throwable caught(Exchange exchange) {
    return exchange.getException() != null
        ? exchange.getException()
        : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
  }

  /** Holds while the failure may pass and the store's patience is not used up. */
  private static final class Passing implements Predicate {
    @Override
    public boolean matches(Exchange exchange) {
      var store = exchange.getProperty(STORE, Store.class);
      return store.isPassing(caught(exchange))
          && exchange.getClock().elapsed() < store.patience().toMillis();
    }
  }
}
