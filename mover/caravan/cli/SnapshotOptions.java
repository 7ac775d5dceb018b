package caravan.cli;

import caravan.restic.snapshot.SnapshotFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that narrow down which snapshots a verb is about. */
abstract class SnapshotOptions {
  @Option(
      names = "--tag",
      paramLabel = "TAG[,TAG...]",
      description = "only with all of these tags; repeated: or of those")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "only of this path; repeated: of all of them")
  private List<String> paths = new ArrayList<>();

  abstract List<String> hosts();

  /** For lists: paths are compared as given, so that none is meant that was not named. */
  final SnapshotFilter filter(CliContext context) {
    return filter(context, paths);
  }

  /** For {@code latest}: a path may be relative. */
  final SnapshotFilter latestFilter(CliContext context) {
    return filter(context, paths.stream().map(path -> context.file(path).toString()).toList());
  }

  /** Without a host flag that of {@code RESTIC_HOST}; an empty flag means any host. */
  private SnapshotFilter filter(CliContext context, List<String> wanted) {
    var variable = context.variable("RESTIC_HOST");
    var hosts = hosts().isEmpty() ? List.of(variable) : hosts();
    return new SnapshotFilter(
        hosts.stream().filter(host -> !host.isEmpty()).toList(),
        tags.stream().map(SnapshotFilter::parseTags).toList(),
        List.copyOf(wanted));
  }

  /** For every verb but forget, where {@code -H} keeps hourly snapshots. */
  static final class WithShortHost extends SnapshotOptions {
    @Option(
        names = {"-H", "--host"},
        paramLabel = "HOST",
        description = "only of this host; repeated: or of that ($RESTIC_HOST)")
    private List<String> hosts = new ArrayList<>();

    @Override
    List<String> hosts() {
      return hosts;
    }
  }

  /** For forget. */
  static final class WithLongHost extends SnapshotOptions {
    @Option(
        names = "--host",
        paramLabel = "HOST",
        description = "only of this host; repeated: or of that ($RESTIC_HOST)")
    private List<String> hosts = new ArrayList<>();

    @Override
    List<String> hosts() {
      return hosts;
    }
  }
}
