package caravan.kubernetes.objects;

import caravan.api.CustomCa;
import caravan.api.MoverVolume;
import caravan.api.Replication;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** The volumes of a mover's pod, and where its container sees them. */
final class MoverVolumes {
  static final String DATA = "/data";
  static final String CACHE = "/cache";
  static final String CUSTOM_CA_FILE = "/customCA/ca.crt";
  static final String GOOGLE_FILE = "/credentials/gcs.json";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final String DATA_VOLUME = "data";
  private static final String CACHE_VOLUME = "cache";
  private static final String TEMPORARY_VOLUME = "tempdir";
  private static final String CUSTOM_CA_VOLUME = "custom-ca";
  private static final String GOOGLE_VOLUME = "gcs-credentials";

  private final List<Volume> volumes = new ArrayList<>();
  private final List<VolumeMount> mounts = new ArrayList<>();

  private MoverVolumes() {}

  static MoverVolumes of(Replication object, MoverSetup setup) {
    var all = new MoverVolumes();
    all.add(
        claim(DATA_VOLUME, setup.run().volume(), setup.isReadOnly()),
        new VolumeMountBuilder().withName(DATA_VOLUME).withMountPath(DATA).build());
    all.add(
        claim(CACHE_VOLUME, setup.run().cache(), false),
        new VolumeMountBuilder().withName(CACHE_VOLUME).withMountPath(CACHE).build());
    all.add(
        new VolumeBuilder()
            .withName(TEMPORARY_VOLUME)
            .withNewEmptyDir()
            .withMedium("Memory")
            .endEmptyDir()
            .build(),
        new VolumeMountBuilder().withName(TEMPORARY_VOLUME).withMountPath("/tmp").build());
    if (object.restic().hasCustomCa()) {
      all.customCa(object.restic().customCA());
    }
    if (setup.secretKeys().contains(SecretKeys.GOOGLE_CREDENTIALS)) {
      all.google(object.restic().repository());
    }
    var more = object.restic().moverVolumes();
    if (more != null) {
      more.forEach(all::users);
    }
    return all;
  }

  List<Volume> volumes() {
    return volumes;
  }

  List<VolumeMount> mounts() {
    return mounts;
  }

  private void customCa(CustomCa ca) {
    var item = new KeyToPathBuilder().withKey(ca.key()).withPath("ca.crt").build();
    var volume = new VolumeBuilder().withName(CUSTOM_CA_VOLUME);
    var whole =
        ca.liesInSecret()
            ? volume
                .withNewSecret()
                .withSecretName(ca.secretName())
                .withItems(item)
                .endSecret()
                .build()
            : volume
                .withNewConfigMap()
                .withName(ca.configMapName())
                .withItems(item)
                .endConfigMap()
                .build();
    add(whole, mount(CUSTOM_CA_VOLUME, "/customCA"));
  }

  private void google(String secret) {
    var item =
        new KeyToPathBuilder().withKey(SecretKeys.GOOGLE_CREDENTIALS).withPath("gcs.json").build();
    add(
        new VolumeBuilder()
            .withName(GOOGLE_VOLUME)
            .withNewSecret()
            .withSecretName(secret)
            .withItems(item)
            .endSecret()
            .build(),
        mount(GOOGLE_VOLUME, "/credentials"));
  }

  private void users(MoverVolume more) {
    var name = name(more.mountPath());
    var source = more.volumeSource();
    add(
        new VolumeBuilder()
            .withName(name)
            .withSecret(source.secret())
            .withNfs(source.nfs())
            .withPersistentVolumeClaim(source.persistentVolumeClaim())
            .build(),
        mount(name, "/mnt/" + more.mountPath()));
  }

  /** VolSync's name where a pod may have it; elsewhere VolSync's pods are refused. */
  private String name(String path) {
    var plain = "u-" + path.replace('/', '-');
    boolean isFree = volumes.stream().noneMatch(it -> it.getName().equals(plain));
    return isFree && LABEL.matcher(plain).matches() ? plain : "u-" + crc32(path);
  }

  private static String crc32(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  private void add(Volume volume, VolumeMount mount) {
    volumes.add(volume);
    mounts.add(mount);
  }

  private static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }

  private static Volume claim(String name, String claim, boolean isReadOnly) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim(claim, isReadOnly ? true : null)
        .build();
  }
}
