package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Somebody else's mover: the object is none of ours. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record External(String provider, Map<String, String> parameters) {}
