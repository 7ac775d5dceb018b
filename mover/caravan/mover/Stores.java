package caravan.mover;

import caravan.restic.backend.Backend;
import java.util.Map;

/** Opens the store that a repository's address names. */
@FunctionalInterface
public interface Stores {
  /**
   * @param settings credentials, region and the like, by the names restic gives them
   */
  Backend open(String address, Map<String, String> settings);
}
