package caravan.cli;

import caravan.cli.archive.Archive;
import caravan.cli.archive.TarArchive;
import caravan.cli.archive.ZipArchive;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.walker.SnapshotWalk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes all files, directories and symlinks of a folder into an archive; others are left out. */
final class FolderDump {
  private final Repository repository;
  private final boolean isZip;

  FolderDump(Repository repository, boolean isZip) {
    this.repository = repository;
    this.isZip = isZip;
  }

  void write(DumpTarget folder, OutputStream out) throws IOException {
    var archive = isZip ? new ZipArchive(out) : new TarArchive(out);
    try {
      new SnapshotWalk(repository, (tree, path, node) -> add(archive, tree, path, node))
          .walk(folder.tree(), folder.path());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // Only a whole archive gets its end.
    archive.close();
  }

  private boolean add(Archive archive, Id tree, byte[] path, Node node) {
    if (!BytePath.isEntryName(node.name())) {
      throw new DamagedRepository(
          "tree %s holds an entry that no file system could: \"%s\"; run check"
              .formatted(tree, BytePath.display(node.name())));
    }
    switch (node.type()) {
      case FILE, DIR, SYMLINK -> {
        try {
          var relative = Arrays.copyOfRange(path, 1, path.length);
          archive.add(relative, node, FileContent.of(repository, node));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      default -> {}
    }
    return true;
  }
}
