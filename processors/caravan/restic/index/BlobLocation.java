package caravan.restic.index;

import caravan.restic.Id;
import caravan.restic.pack.PackEntry;

/** Where one copy of a blob lies. */
public record BlobLocation(Id packId, PackEntry entry) {}
