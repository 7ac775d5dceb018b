package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What of the volume is left out.
 *
 * @param caches folders with a {@code CACHEDIR.TAG}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exclude(Boolean caches) {}
