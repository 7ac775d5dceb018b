package caravan.cli;

import caravan.restic.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that narrow down which snapshots a verb is about. */
final class SnapshotOptions {
  @Option(
      names = {"--host"},
      paramLabel = "HOST",
      description = "only snapshots of this host")
  List<String> hosts = new ArrayList<>();

  @Option(names = "--tag", paramLabel = "TAGS", description = "only with all of these tags")
  List<String> tags = new ArrayList<>();

  @Option(names = "--path", paramLabel = "PATH", description = "only of this path")
  List<String> paths = new ArrayList<>();

  SnapshotFilter filter() {
    return new SnapshotFilter(hosts, tags.stream().map(SnapshotFilter::parseTags).toList(), paths);
  }
}
