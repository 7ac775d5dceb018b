package caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** What a ReplicationSource asks for; the movers besides restic are known and not served. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplicationSourceSpec(
    String sourcePVC,
    Trigger trigger,
    Boolean paused,
    External external,
    ResticSource restic,
    Map<String, Object> rsync,
    Map<String, Object> rsyncTLS,
    Map<String, Object> rclone,
    Map<String, Object> syncthing) {}
