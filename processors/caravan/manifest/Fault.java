package caravan.manifest;

import caravan.api.ObjectKey;

/**
 * What is wrong with a document.
 *
 * @param key the object it would have been, null when that cannot be told
 * @param message names the field and what it may be
 */
public record Fault(Place place, ObjectKey key, String message) {
  @Override
  public String toString() {
    return place + ": " + (key == null ? "" : key + ": ") + message;
  }
}
