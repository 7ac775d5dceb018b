package caravan.deploy;

import caravan.components.Components;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects as a tool built them. */
record Manifests(List<GenericKubernetesResource> objects) {
  static Manifests kustomize(Path folder) {
    return parse(Tool.run(Components.kustomize(), "build", folder.toString()).succeeded());
  }

  /** The chart, as the release {@code volsync} in {@code volsync-system}. */
  static Manifests helm(String... options) {
    return parse(helmRun(options).succeeded());
  }

  static Tool helmRun(String... options) {
    var words =
        new ArrayList<>(List.of("template", "volsync", "deploy/helm/caravan", "--namespace"));
    words.add("volsync-system");
    words.addAll(List.of(options));
    return Tool.run(Components.helm(), words.toArray(String[]::new));
  }

  static Manifests parse(String yaml) {
    return new Manifests(
        Arrays.stream(yaml.split("(?m)^---$"))
            .filter(text -> text.lines().anyMatch(Manifests::saysSomething))
            .map(text -> Serialization.unmarshal(text, GenericKubernetesResource.class))
            .toList());
  }

  private static boolean saysSomething(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  /** By kind and name. */
  Map<String, GenericKubernetesResource> byName() {
    var all = new LinkedHashMap<String, GenericKubernetesResource>();
    for (var object : objects) {
      var name = object.getKind() + "/" + object.getMetadata().getName();
      if (all.put(name, object) != null) {
        throw new AssertionError(name + " is there twice");
      }
    }
    return all;
  }

  GenericKubernetesResource get(String kind, String name) {
    var object = byName().get(kind + "/" + name);
    if (object == null) {
      throw new AssertionError("no " + kind + "/" + name + " among " + byName().keySet());
    }
    return object;
  }

  <T> T get(Class<T> kind, String name) {
    var json = Serialization.asJson(get(kind.getSimpleName(), name));
    return Serialization.unmarshal(json, kind);
  }
}
