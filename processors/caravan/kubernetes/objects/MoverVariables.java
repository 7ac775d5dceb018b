package caravan.kubernetes.objects;

import caravan.api.Annotations;
import caravan.api.Replication;
import caravan.replication.MoverOrders;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The environment of a mover's container. Secrets are only ever named in it. */
final class MoverVariables {
  private final List<EnvVar> variables = new ArrayList<>();

  private MoverVariables() {}

  static List<EnvVar> of(Replication object, MoverSetup setup) {
    var all = new MoverVariables();
    all.work(object, setup);
    all.secret(object, setup);
    if (object.restic().hasCustomCa()) {
      all.add("CUSTOM_CA", MoverVolumes.CUSTOM_CA_FILE);
    }
    if (setup.secretKeys().contains(SecretKeys.GOOGLE_CREDENTIALS)) {
      all.add(SecretKeys.GOOGLE_CREDENTIALS, MoverVolumes.GOOGLE_FILE);
    }
    new TreeMap<>(setup.proxies()).forEach(all::add);
    all.add("PRIVILEGED_MOVER", setup.isPrivileged() ? "1" : "0");
    if (isDebugging(object)) {
      all.add("DEBUG_MOVER", "1");
    }
    all.add("CARAVAN_REFUSE_LOCKS", "1");
    if (!setup.deadLocks().isEmpty()) {
      all.add("CARAVAN_CLEAR_LOCKS", String.join(" ", setup.deadLocks()));
    }
    return List.copyOf(all.variables);
  }

  private void work(Replication object, MoverSetup setup) {
    MoverOrders.of(object, setup.run()).variables().forEach(this::add);
    add("DATA_DIR", MoverVolumes.DATA);
    add("RESTIC_CACHE_DIR", MoverVolumes.CACHE);
  }

  private void secret(Replication object, MoverSetup setup) {
    var name = object.restic().repository();
    SecretKeys.MANDATORY.forEach(key -> variables.add(secret(name, key, false)));
    SecretKeys.optional(setup.secretKeys()).forEach(key -> variables.add(secret(name, key, true)));
  }

  private static EnvVar secret(String secret, String key, boolean isOptional) {
    return new EnvVarBuilder()
        .withName(key)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, secret, isOptional)
        .endValueFrom()
        .build();
  }

  private static boolean isDebugging(Replication object) {
    var annotations = object.metadata().getAnnotations();
    return annotations != null && annotations.containsKey(Annotations.ENABLE_DEBUG_MOVER);
  }

  private void add(String name, String value) {
    variables.add(new EnvVarBuilder().withName(name).withValue(value).build());
  }
}
