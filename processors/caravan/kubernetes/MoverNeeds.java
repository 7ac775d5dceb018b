package caravan.kubernetes;

import caravan.api.CustomCa;
import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.kubernetes.objects.RepositoryAddress;
import caravan.kubernetes.objects.SecretKeys;
import caravan.replication.Progress.Failed;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a mover cannot do without: the repository's Secret, a certificate, further volumes. */
record MoverNeeds(Cluster cluster) {
  /** The repository's Secret, null when it is not there. */
  Secret secret(Replication object) {
    var name = object.restic().repository();
    return cluster.secret(object.namespace(), name).orElse(null);
  }

  /** The first thing that is missing or cannot be served. */
  Optional<Failed> fault(Replication object, Secret secret) {
    return repository(object, secret).or(() -> customCa(object)).or(() -> moverVolumes(object));
  }

  private static Optional<Failed> repository(Replication object, Secret secret) {
    var name = object.restic().repository();
    if (secret == null) {
      return missing(
          "spec.restic.repository: there is no Secret "
              + name
              + " in namespace "
              + object.namespace(),
          "make it with RESTIC_REPOSITORY and RESTIC_PASSWORD");
    }
    for (var key : SecretKeys.MANDATORY) {
      if (value(secret, key).isBlank()) {
        return missing(
            "spec.restic.repository: the Secret " + name + " has no " + key,
            "add it to the Secret");
      }
    }
    return RepositoryAddress.of(address(secret)) instanceof RepositoryAddress.Refused(var reason)
        ? Optional.of(
            new Failed(
                "spec.restic.repository: the Secret " + name + ": " + reason,
                "",
                HealthReasons.REPOSITORY_REFUSED))
        : Optional.empty();
  }

  private Optional<Failed> customCa(Replication object) {
    var ca = object.restic().customCA();
    return !object.restic().hasCustomCa() || has(object.namespace(), ca)
        ? Optional.empty()
        : missing(
            "spec.restic.customCA: there is no " + ca.holder() + " with the key " + ca.key(),
            "make it, or take customCA away");
  }

  private boolean has(String namespace, CustomCa ca) {
    var data =
        ca.liesInSecret()
            ? cluster.secret(namespace, ca.secretName()).map(Secret::getData)
            : cluster.configMap(namespace, ca.configMapName()).map(ConfigMap::getData);
    return data.filter(it -> it.containsKey(ca.key())).isPresent();
  }

  private Optional<Failed> moverVolumes(Replication object) {
    var volumes = object.restic().moverVolumes();
    if (volumes == null) {
      return Optional.empty();
    }
    for (var volume : volumes) {
      var claim = volume.volumeSource().persistentVolumeClaim();
      if (claim != null && cluster.claim(object.namespace(), claim.getClaimName()).isEmpty()) {
        return missingVolume(volume.mountPath(), "PersistentVolumeClaim " + claim.getClaimName());
      }
      var secret = volume.volumeSource().secret();
      if (secret != null && cluster.secret(object.namespace(), secret.getSecretName()).isEmpty()) {
        return missingVolume(volume.mountPath(), "Secret " + secret.getSecretName());
      }
    }
    return Optional.empty();
  }

  private static Optional<Failed> missingVolume(String mountPath, String what) {
    return Optional.of(
        new Failed(
            "spec.restic.moverVolumes: "
                + mountPath
                + " names the "
                + what
                + ", which is not there",
            "make it, or take the volume away",
            HealthReasons.VOLUME_MISSING));
  }

  private static Optional<Failed> missing(String reason, String action) {
    return Optional.of(new Failed(reason, action, HealthReasons.SECRET_MISSING));
  }

  static String address(Secret secret) {
    return value(secret, SecretKeys.REPOSITORY);
  }

  private static String value(Secret secret, String key) {
    var data = secret.getData();
    var encoded = data == null ? null : data.get(key);
    return encoded == null
        ? ""
        : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
  }
}
