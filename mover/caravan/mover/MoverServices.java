package caravan.mover;

import caravan.restic.repository.LockOwner;
import java.time.Clock;

/**
 * What a run gets from the program it runs in.
 *
 * @param program name and version, as recorded in snapshots
 */
public record MoverServices(Stores stores, Clock clock, LockOwner owner, String program) {}
