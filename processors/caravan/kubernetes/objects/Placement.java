package caravan.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** On which node the mover must run, because somebody uses its volume there. */
public record Placement(Map<String, String> nodeSelector, List<Toleration> tolerations) {
  public static final Placement ANYWHERE = new Placement(Map.of(), List.of());
}
