package caravan.restic.archiver;

import caravan.restic.Id;
import caravan.restic.repository.Repositories;
import caravan.restic.snapshot.Timestamp;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Backup options with defaults, for a test to change what it is about. */
final class TestOptions {
  final List<String> targets;
  final String workingDirectory;
  String hostname = "test";
  List<String> tags = List.of();
  Timestamp time;
  Clock clock = Clock.systemUTC();
  Id parent;
  boolean force;
  EntryFilter filter = EntryFilter.ALL;
  DeviceIds deviceIds = DeviceIds.AS_FOUND;
  boolean withAtime;
  boolean ignoreInode;
  boolean ignoreCtime;
  boolean skipIfUnchanged;
  boolean dryRun;
  boolean scan;

  TestOptions(Path workingDirectory, String... targets) {
    this.workingDirectory = workingDirectory.toString();
    this.targets = List.of(targets);
  }

  BackupOptions build() {
    return new BackupOptions(
        targets,
        workingDirectory,
        hostname,
        Repositories.options().lockOwner(),
        tags,
        time,
        clock,
        parent,
        force,
        List.of(),
        filter,
        deviceIds,
        withAtime,
        ignoreInode,
        ignoreCtime,
        skipIfUnchanged,
        dryRun,
        scan,
        0,
        "caravan test");
  }
}
