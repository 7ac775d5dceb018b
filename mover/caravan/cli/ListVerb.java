package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.backend.FileType;
import caravan.restic.index.IndexFile;
import caravan.restic.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the ids of one kind of thing in the repository. */
@Command(
    name = "list",
    description = "List the ids of all blobs, packs, index, snapshots, keys or locks.",
    footer = {"", "Examples:", "  caravan list snapshots", "  caravan list blobs"})
final class ListVerb extends Verb {
  private static final String BLOBS = "blobs";
  private static final Map<String, FileType> FILES =
      Map.of(
          "packs", FileType.DATA,
          "index", FileType.INDEX,
          "snapshots", FileType.SNAPSHOTS,
          "keys", FileType.KEYS,
          "locks", FileType.LOCKS);

  @Parameters(
      paramLabel = "KIND",
      description = "blobs, packs, index, snapshots, keys or locks",
      arity = "0..*")
  private List<String> words = new ArrayList<>();

  ListVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    for (var word : words) {
      if (!word.equals(BLOBS) && !FILES.containsKey(word)) {
        throw new InvalidInput("invalid argument \"%s\" for \"list\"".formatted(word));
      }
    }
    if (words.size() != 1) {
      throw new InvalidInput(
          "accepts 1 arg(s), received %d: blobs, packs, index, snapshots, keys or locks"
              .formatted(words.size()));
    }
    var kind = words.getFirst();
    return withRepository(
        kind.equals("locks") ? null : readingMode(),
        (repository, lock) -> {
          if (kind.equals(BLOBS)) {
            printBlobs(repository);
          } else {
            repository.list(FILES.get(kind)).forEach(id -> console().line(id.toString()));
          }
          return OK;
        });
  }

  private void printBlobs(Repository repository) {
    for (var file : repository.list(FileType.INDEX)) {
      IndexFile.decode(
          repository.loadUnpacked(FileType.INDEX, file),
          pack -> {
            for (var blob : pack.entries()) {
              console().line(blob.type().word() + " " + blob.id());
            }
          });
    }
  }
}
