package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.repository.LockOwner;
import caravan.restic.snapshot.Timestamp;
import java.time.Clock;
import java.util.List;

/**
 * What a backup is to do.
 *
 * @param targets as the user gave them, absolute or relative to {@code workingDirectory}
 * @param hostname recorded host, also the one a parent must have
 * @param writer user recorded in the snapshot; its host name and pid are not
 * @param time recorded time; null means the start of the run
 * @param clock tells start and end of the run; node times are written in its zone
 * @param parent the parent to use; null means the newest snapshot of the same host and paths
 * @param force use no parent
 * @param excludePatterns only recorded; {@code filter} does the work
 * @param filter which entries are left out, by absolute path; targets named by the user never are
 * @param scan walk ahead to tell the listener how much there is
 * @param readConcurrency how many files are read at once; the number of processors at least
 * @param programVersion recorded program, e.g. {@code caravan 0.1.0}
 */
public record BackupOptions(
    List<String> targets,
    String workingDirectory,
    String hostname,
    LockOwner writer,
    List<String> tags,
    Timestamp time,
    Clock clock,
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
    boolean scan,
    int readConcurrency,
    String programVersion) {}
