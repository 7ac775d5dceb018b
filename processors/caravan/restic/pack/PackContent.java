package caravan.restic.pack;

import caravan.restic.Id;
import java.util.List;

/** A pack and all blobs in it. */
public record PackContent(Id packId, List<PackEntry> entries) {}
