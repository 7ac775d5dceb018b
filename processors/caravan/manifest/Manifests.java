package caravan.manifest;

import caravan.api.ConfigMap;
import caravan.api.ObjectKey;
import caravan.api.PersistentVolumeClaim;
import caravan.api.Replication;
import caravan.api.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a folder of manifests says; the statuses of its objects are not in it. */
public record Manifests(
    Map<ObjectKey, Replication> replications,
    Map<ObjectKey, PersistentVolumeClaim> claims,
    Map<ObjectKey, Secret> secrets,
    Map<ObjectKey, ConfigMap> configMaps,
    List<Fault> faults,
    Map<ObjectKey, Origin> origins) {
  public static final Manifests NONE =
      new Manifests(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of());

  /** Where an object was read. */
  record Origin(Place place, FieldLines lines) {}

  /**
   * Where an object says something.
   *
   * @param message what is said about it; begins with a field's path when it is about one
   */
  public Optional<Place> place(ObjectKey key, String message) {
    return Optional.ofNullable(origins.get(key))
        .map(
            origin -> {
              var field = message.split("[\\s:]", 2)[0];
              int line = origin.lines().of(field, origin.place().line());
              return new Place(origin.place().file(), line);
            });
  }

  /** Whether every document could at least be told by its kind and name. */
  public boolean isComplete() {
    return faults.stream().allMatch(fault -> fault.key() != null);
  }
}
