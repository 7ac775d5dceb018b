package caravan.storage;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.BeanRepository;

/**
 * The clients of the stores that are open, where the routes find them by name. Camel's own registry
 * is a plain map: it may not change while routes run. None is ever found by its type, so that no
 * endpoint takes the keys of another store.
 */
final class OpenClients implements BeanRepository {
  private final Map<String, Object> clients = new ConcurrentHashMap<>();

  void add(String name, Object client) {
    clients.put(name, client);
  }

  void remove(String name) {
    clients.remove(name);
  }

  @Override
  public Object lookupByName(String name) {
    return clients.get(name);
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    return type.cast(clients.get(name));
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    return Map.of();
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return Set.of();
  }
}
