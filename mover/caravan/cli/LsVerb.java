package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the files of a snapshot. */
@Command(
    name = "ls",
    description = "List the files of a snapshot.",
    footer = {
      "",
      "Examples:",
      "  caravan ls latest",
      "  caravan ls -l latest /home/user",
      "  caravan ls --sort size --reverse --long latest",
      "  caravan ls --ncdu latest | ncdu -f -",
      "  caravan ls --json 79766175"
    })
final class LsVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(
      paramLabel = "ID [DIR...]",
      description = "the snapshot, or latest; then folders whose content alone is listed")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-l", "--long"},
      description = "modes, owners, sizes and times as well")
  private boolean isLong;

  @Option(names = "--recursive", description = "with folders: all that lies below them")
  private boolean recursive;

  @Option(names = "--human-readable", description = "sizes in MiB and the like")
  private boolean human;

  @Option(names = "--ncdu", description = "print for ncdu to read")
  private boolean ncdu;

  @Option(
      names = {"-s", "--sort"},
      paramLabel = "ORDER",
      description = "name, size, time (or mtime), atime, ctime or extension")
  private String sort = "name";

  @Option(names = "--reverse", description = "the other way round")
  private boolean reverse;

  LsVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (words.isEmpty()) {
      throw new InvalidInput("no snapshot ID specified: give one, or latest");
    }
    var folders = FolderFilter.of(words.subList(1, words.size()), recursive);
    var order = ListingOrder.parse(sort, reverse);
    if (ncdu && (isJson() || !order.isAsStored())) {
      throw new InvalidInput("--ncdu cannot be combined with --json, --sort or --reverse");
    }
    var reference = SnapshotReference.parse(words.getFirst());
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var filter = selection.latestFilter(context());
          var stored = SnapshotFinder.find(repository.snapshots(), reference, filter);
          repository.loadIndex();
          var tree = TreePaths.find(repository, stored.snapshot().tree(), reference.subfolder());
          var listing = order.isAsStored() ? listing(folders) : order.over(listing(folders));
          listing.begin(new StoredSnapshot(stored.id(), stored.snapshot().withTree(tree)));
          new TreeListing(repository, folders, listing).list(tree);
          listing.end();
          return OK;
        });
  }

  private Listing listing(FolderFilter folders) {
    if (ncdu) {
      return new NcduListing(console());
    }
    return isJson()
        ? new JsonListing(console())
        : new TextListing(this, folders, new TextListing.Style(isLong, human));
  }
}
