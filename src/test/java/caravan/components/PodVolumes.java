package caravan.components;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The volumes of a pod as folders. Nothing is mounted: a path below a mount is told as the path
 * below its folder.
 */
final class PodVolumes {
  private final KubernetesClient client;
  private final Pod pod;
  private final Path root;
  private final Map<String, Path> folders = new HashMap<>();

  private PodVolumes(KubernetesClient client, Pod pod, Path root) {
    this.client = client;
    this.pod = pod;
    this.root = root;
  }

  /**
   * Makes those that live as long as the pod below a folder of the pod.
   *
   * @throws NotYetRunnable when something it needs is not there
   */
  static PodVolumes of(KubernetesClient client, Pod pod, Path root) {
    var volumes = new PodVolumes(client, pod, root);
    for (var volume : pod.getSpec().getVolumes()) {
      volumes.folders.put(volume.getName(), volumes.folder(volume));
    }
    return volumes;
  }

  private Path folder(Volume volume) {
    try {
      if (volume.getPersistentVolumeClaim() != null) {
        return claimed(volume.getPersistentVolumeClaim().getClaimName());
      }
      var folder = Files.createDirectories(root.resolve(volume.getName()));
      if (volume.getSecret() != null) {
        var secret = volume.getSecret();
        write(folder, secretData(secret.getSecretName(), secret.getOptional()), secret.getItems());
      } else if (volume.getConfigMap() != null) {
        var map = volume.getConfigMap();
        write(folder, mapData(map.getName(), map.getOptional()), map.getItems());
      } else if (volume.getEmptyDir() == null) {
        throw new NotYetRunnable("no stand-in for the kind of volume %s", volume.getName());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path claimed(String name) {
    var claim = client.persistentVolumeClaims().inNamespace(namespace()).withName(name).get();
    if (claim == null) {
      throw new NotYetRunnable("persistentvolumeclaim \"%s\" not found", name);
    }
    return Volumes.folderOf(client, claim)
        .orElseThrow(() -> new NotYetRunnable("persistentvolumeclaim \"%s\" is not bound", name));
  }

  private Map<String, byte[]> secretData(String name, Boolean optional) {
    var secret = client.secrets().inNamespace(namespace()).withName(name).get();
    var data = new HashMap<String, byte[]>();
    if (secret != null) {
      secret.getData().forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
    } else if (!Boolean.TRUE.equals(optional)) {
      throw new NotYetRunnable("secret \"%s\" not found", name);
    }
    return data;
  }

  private Map<String, byte[]> mapData(String name, Boolean optional) {
    var map = client.configMaps().inNamespace(namespace()).withName(name).get();
    var data = new HashMap<String, byte[]>();
    if (map != null) {
      map.getData().forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
    } else if (!Boolean.TRUE.equals(optional)) {
      throw new NotYetRunnable("configmap \"%s\" not found", name);
    }
    return data;
  }

  private static void write(Path folder, Map<String, byte[]> data, List<KeyToPath> items)
      throws IOException {
    var paths = new HashMap<String, String>();
    items.forEach(item -> paths.put(item.getKey(), item.getPath()));
    for (var entry : data.entrySet()) {
      var path = items.isEmpty() ? entry.getKey() : paths.get(entry.getKey());
      if (path != null) {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
      }
    }
  }

  private String namespace() {
    return pod.getMetadata().getNamespace();
  }

  /** What a value is outside of the container: a path below a mount becomes a real one. */
  String outside(String value) {
    return pod.getSpec().getContainers().getFirst().getVolumeMounts().stream()
        .filter(mount -> (value + "/").startsWith(mount.getMountPath() + "/"))
        .max(Comparator.comparingInt(mount -> mount.getMountPath().length()))
        .map(mount -> folder(mount) + value.substring(mount.getMountPath().length()))
        .orElse(value);
  }

  private Path folder(VolumeMount mount) {
    var folder = folders.get(mount.getName());
    return mount.getSubPath() == null ? folder : folder.resolve(mount.getSubPath());
  }
}
