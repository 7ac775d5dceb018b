package caravan.restic.snapshot;

import caravan.restic.Id;

/** A snapshot with the name of the file that holds it. */
public record StoredSnapshot(Id id, Snapshot snapshot) {}
