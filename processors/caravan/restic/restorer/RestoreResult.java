package caravan.restic.restorer;

import java.util.List;

/** What a restore did. */
public record RestoreResult(
    long filesRestored,
    long filesSkipped,
    long filesDeleted,
    long totalFiles,
    long bytesRestored,
    long bytesSkipped,
    long totalBytes,
    long filesVerified,
    List<String> failures) {}
