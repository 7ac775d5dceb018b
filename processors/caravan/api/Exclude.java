package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What of the volume is left out.
 *
 * @param caches folders with a {@code CACHEDIR.TAG}
 * @param patterns as restic's {@code --exclude} has them; the volume's root is {@code /data}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exclude(Boolean caches, List<String> patterns) {}
