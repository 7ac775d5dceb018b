package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a file, or a folder as an archive, to standard output. */
@Command(
    name = "dump",
    description = "Write a file of a snapshot, or a folder as an archive, to standard output.",
    footer = {
      "",
      "Examples:",
      "  caravan dump latest /etc/fstab",
      "  caravan dump latest /home > home.tar",
      "  caravan dump --archive zip --target home.zip latest:/home /"
    })
final class DumpVerb extends Verb {
  private static final int BUFFER_BYTES = 1 << 16;

  @Mixin private SnapshotOptions.WithShortHost selection;

  @Parameters(paramLabel = "ID[:FOLDER] PATH", description = "the snapshot, or latest; the file")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-a", "--archive"},
      paramLabel = "FORMAT",
      description = "tar or zip")
  private String archive = "tar";

  @Option(
      names = {"-t", "--target"},
      paramLabel = "FILE",
      description = "write to this file")
  private String target = "";

  DumpVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (words.size() != 2) {
      throw new InvalidInput("no file and no snapshot ID specified");
    }
    if (!archive.equals("tar") && !archive.equals("zip")) {
      throw new InvalidInput("unknown archive format \"%s\": tar or zip".formatted(archive));
    }
    var reference = SnapshotReference.parse(words.get(0));
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          dump(repository, reference);
          return OK;
        });
  }

  private void dump(Repository repository, SnapshotReference reference) {
    var filter = selection.latestFilter(context());
    var stored = SnapshotFinder.find(repository.snapshots(), reference, filter);
    repository.loadIndex();
    var tree = TreePaths.find(repository, stored.snapshot().tree(), reference.subfolder());
    var found = DumpTarget.find(repository, tree, words.get(1));
    if (found.isFolder() && target.isEmpty() && console().isTerminal()) {
      throw new InvalidInput(
          "cannot dump file: stdout is the terminal, please redirect output or give --target");
    }
    try (var out = open()) {
      if (found.isFolder()) {
        new FolderDump(repository, archive.equals("zip")).write(found, out);
      } else {
        FileContent.of(repository, found.node()).writeTo(out);
      }
    } catch (IOException e) {
      throw new InvalidInput("cannot dump file: " + e.getMessage(), e);
    }
  }

  private OutputStream open() throws IOException {
    return target.isEmpty()
        ? new BufferedOutputStream(console().stream(), BUFFER_BYTES)
        : new BufferedOutputStream(Files.newOutputStream(context().file(target)), BUFFER_BYTES);
  }
}
