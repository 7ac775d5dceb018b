package caravan.kubernetes.objects;

import caravan.replication.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of the cluster decides how a mover's pod looks.
 *
 * @param run what the mover is to do, and over which claims
 * @param image the mover's image
 * @param secretKeys the keys of the repository's Secret
 * @param isPrivileged whether the namespace allows movers that keep owners and read everything
 * @param isReadOnly whether the volume can be mounted for reading only
 * @param placement where it must run
 * @param deadLocks ids of locks whose owners are proven dead
 * @param proxies the operator's own proxy variables
 * @param repository names the repository without giving it away
 */
public record MoverSetup(
    Run run,
    String image,
    Set<String> secretKeys,
    boolean isPrivileged,
    boolean isReadOnly,
    Placement placement,
    List<String> deadLocks,
    Map<String, String> proxies,
    String repository) {}
