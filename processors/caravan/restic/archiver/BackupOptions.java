package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.snapshot.Timestamp;
import java.util.List;

/**
 * What a backup is to do.
 *
 * @param targets as the user gave them, absolute or relative to {@code workingDirectory}
 * @param hostname recorded host, also the one a parent must have
 * @param parent the parent to use; null means the newest snapshot of the same host and paths
 * @param force use no parent
 * @param filter which entries are left out, by absolute path
 */
public record BackupOptions(
    List<String> targets,
    String workingDirectory,
    String hostname,
    List<String> tags,
    Timestamp time,
    Id parent,
    boolean force,
    List<String> excludePatterns,
    EntryFilter filter,
    DeviceIds deviceIds,
    boolean withAtime,
    boolean ignoreInode,
    boolean ignoreCtime,
    boolean skipIfUnchanged,
    boolean dryRun,
    int readConcurrency,
    String programVersion) {}
