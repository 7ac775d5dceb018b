package caravan.restic.checker;

import caravan.restic.Id;

/** A pack as the store lists it. */
record StoredPack(Id id, long sizeBytes) {}
