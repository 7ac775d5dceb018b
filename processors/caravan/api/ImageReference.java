package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The point-in-time image a destination offers: a claim or a VolumeSnapshot. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageReference(String apiGroup, String kind, String name) {
  public static ImageReference claim(String name) {
    return new ImageReference("", ApiGroup.PERSISTENT_VOLUME_CLAIM, name);
  }

  public static ImageReference snapshot(String name) {
    return new ImageReference(ApiGroup.SNAPSHOT_GROUP, ApiGroup.VOLUME_SNAPSHOT, name);
  }
}
