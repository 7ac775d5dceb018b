package caravan.local;

import caravan.api.ApiGroup;
import caravan.api.CustomCa;
import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.api.ReplicationSource;
import caravan.manifest.Manifests;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secrets that objects name, as a mover's environment. */
final class Repositories {
  static final String REPOSITORY = "RESTIC_REPOSITORY";
  static final String PASSWORD = "RESTIC_PASSWORD";

  /** What is missing, and what its owner can do about it. */
  static final class Missing extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;
    private final String action;

    Missing(String reason, String action) {
      super(reason);
      this.action = action;
    }

    String action() {
      return action;
    }
  }

  private Repositories() {}

  /**
   * Everything in the object's Secret.
   *
   * @throws Missing when the Secret is not there, or lacks the address or the password
   */
  static Map<String, String> environment(Manifests manifests, Replication object) throws Missing {
    var name = object.restic().repository();
    var secret = manifests.secrets().get(key(ApiGroup.SECRET, object, name));
    if (secret == null) {
      throw new Missing(
          "spec.restic.repository: there is no Secret "
              + name
              + " in namespace "
              + object.namespace(),
          "add it to the manifests with " + REPOSITORY + " and " + PASSWORD);
    }
    try {
      var values = new TreeMap<>(secret.values());
      for (var needed : new String[] {REPOSITORY, PASSWORD}) {
        if (values.getOrDefault(needed, "").isEmpty()) {
          throw new Missing(
              "spec.restic.repository: the Secret " + name + " has no " + needed,
              "add it to the Secret's stringData");
        }
      }
      return values;
    } catch (IllegalArgumentException e) {
      throw new Missing("spec.restic.repository: the Secret " + name + ": " + e.getMessage(), "");
    }
  }

  /** What two Secrets with the same repository have in common. */
  static String address(Map<String, String> environment) {
    return environment.get(REPOSITORY).replaceAll("/+$", "");
  }

  /** A source that backs another volume up to the same repository. */
  static Optional<ReplicationSource> otherVolume(
      Manifests manifests, ReplicationSource source, String address) {
    return manifests.replications().values().stream()
        .filter(ReplicationSource.class::isInstance)
        .map(ReplicationSource.class::cast)
        .filter(
            other ->
                !other.namespace().equals(source.namespace())
                    || !source.spec().sourcePVC().equals(other.spec().sourcePVC()))
        .filter(other -> uses(manifests, other, address))
        .findFirst();
  }

  private static boolean uses(Manifests manifests, Replication object, String address) {
    try {
      return object.restic() != null && address(environment(manifests, object)).equals(address);
    } catch (Missing _) {
      return false;
    }
  }

  /**
   * The certificate of the store's own authority, null when none is asked for.
   *
   * @throws Missing when what is named is not there
   */
  static String certificate(Manifests manifests, Replication object) throws Missing {
    if (!object.restic().hasCustomCa()) {
      return null;
    }
    var ca = object.restic().customCA();
    var values = holder(manifests, object, ca);
    if (values == null || values.get(ca.key()) == null) {
      throw new Missing(
          "spec.restic.customCA: there is no " + ca.holder() + " with the key " + ca.key(),
          "add it to the manifests");
    }
    return values.get(ca.key());
  }

  private static Map<String, String> holder(Manifests manifests, Replication object, CustomCa ca) {
    if (ca.liesInSecret()) {
      var secret = manifests.secrets().get(key(ApiGroup.SECRET, object, ca.secretName()));
      return secret == null ? null : secret.values();
    }
    var map = manifests.configMaps().get(key(ApiGroup.CONFIG_MAP, object, ca.configMapName()));
    return map == null ? null : map.data();
  }

  private static ObjectKey key(String kind, Replication object, String name) {
    return new ObjectKey(kind, object.namespace(), name);
  }
}
