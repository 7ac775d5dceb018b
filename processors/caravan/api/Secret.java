package caravan.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Credentials; its text never shows a value. */
public record Secret(
    String apiVersion,
    String kind,
    ObjectMeta metadata,
    String type,
    Boolean immutable,
    Map<String, String> data,
    Map<String, String> stringData) {

  @JsonIgnore
  public ObjectKey key() {
    return new ObjectKey(ApiGroup.SECRET, metadata.getNamespace(), metadata.getName());
  }

  /**
   * Every key with its plain value; {@code stringData} wins, as on a cluster.
   *
   * @throws IllegalArgumentException when a value of {@code data} is not base64, naming its key
   */
  public Map<String, String> values() {
    var values = new TreeMap<String, String>();
    if (data != null) {
      data.forEach((key, value) -> values.put(key, decoded(key, value)));
    }
    if (stringData != null) {
      values.putAll(stringData);
    }
    return values;
  }

  private static String decoded(String key, String value) {
    try {
      var plain = Base64.getDecoder().decode(value == null ? "" : value.replaceAll("\\s", ""));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "data." + key + " is not base64; write plain text below stringData instead");
    }
  }

  @Override
  public String toString() {
    return "Secret ***";
  }
}
