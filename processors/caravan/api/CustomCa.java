package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Where the certificate of a store's own authority lies; the Secret wins over the ConfigMap. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomCa(String secretName, String configMapName, String key) {
  /** Without a key, or a place where it lies, nothing is asked for. */
  boolean namesOne() {
    return given(key) && (given(secretName) || given(configMapName));
  }

  public boolean liesInSecret() {
    return given(secretName);
  }

  /** As messages name it, e.g. {@code Secret ca}. */
  public String holder() {
    return liesInSecret() ? "Secret " + secretName : "ConfigMap " + configMapName;
  }

  private static boolean given(String text) {
    return text != null && !text.isEmpty();
  }
}
