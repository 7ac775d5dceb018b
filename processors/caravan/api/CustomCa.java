package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Where the certificate of a store's own authority lies; the Secret wins over the ConfigMap. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomCa(String secretName, String configMapName, String key) {}
