package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** What a ReplicationDestination asks for; the movers besides restic are known and not served. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationDestinationSpec(
    Trigger trigger,
    Boolean paused,
    External external,
    ResticDestination restic,
    Map<String, Object> rsync,
    Map<String, Object> rsyncTLS,
    Map<String, Object> rclone) {}
