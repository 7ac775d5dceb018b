package caravan.local;

import caravan.api.ImageReference;
import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.replication.Names;
import java.nio.file.Path;

/**
 * Where everything lies. A volume is the folder of its claim's name, in another namespace than
 * {@code default} preceded by it and an underscore, which no name may have.
 *
 * @param manifests what users wrote
 * @param volumes the volumes; what is made of them lies in its {@code .caravan}, on the same disk
 * @param state the statuses
 * @param cache the movers' caches
 */
public record LocalFolders(Path manifests, Path volumes, Path state, Path cache) {
  private static final String WORK = ".caravan";

  /** The defaults: the state beside the manifests, the cache beside the volumes. */
  public static LocalFolders of(Path manifests, Path volumes) {
    return new LocalFolders(
        manifests, volumes, manifests.resolve("status"), volumes.resolve(WORK).resolve("cache"));
  }

  /** What is made of the volumes. */
  public Path work() {
    return volumes.resolve(WORK);
  }

  Path volume(String namespace, String claim) {
    boolean plain = namespace.equals(ObjectKey.DEFAULT_NAMESPACE);
    return volumes.resolve(plain ? claim : namespace + "_" + claim);
  }

  /** The point-in-time copy of a source's volume. */
  Path copy(Replication source) {
    return work("copies", source.namespace(), Names.sourceCopy(source.name()));
  }

  /** What a destination restores into: its claim's volume, or a folder of its own. */
  Path target(ReplicationDestination destination) {
    var claim = destination.restic().destinationPVC();
    return claim == null
        ? work("restores", destination.namespace(), Names.destinationVolume(destination.name()))
        : volume(destination.namespace(), claim);
  }

  Path images() {
    return work().resolve("images");
  }

  Path image(String namespace, String name) {
    return work("images", namespace, name);
  }

  /** Where the image of a destination lies. */
  Path image(ReplicationDestination destination, ImageReference image) {
    return image.equals(ImageReference.snapshot(image.name()))
        ? image(destination.namespace(), image.name())
        : target(destination);
  }

  /** Where a claim's volume grows until it is whole. */
  Path filling(ObjectKey claim) {
    return work("filling", claim.namespace(), claim.name());
  }

  Path cache(Replication object) {
    return cache.resolve(object.namespace() + "_" + Names.cache(object));
  }

  private Path work(String kind, String namespace, String name) {
    return work().resolve(kind).resolve(namespace + "_" + name);
  }
}
