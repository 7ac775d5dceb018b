package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** How the last mover ended: {@link #SUCCESSFUL} or {@link #FAILED}, and the end of its log. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MoverStatus(String result, String logs) {
  public static final String SUCCESSFUL = "Successful";
  public static final String FAILED = "Failed";
}
