package caravan.cli;

import caravan.cli.archive.Archive;
import caravan.restic.BlobType;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;

/** Writes the data of a file, blob by blob. */
final class FileContent {
  private FileContent() {}

  static Archive.Content of(Repository repository, Node file) {
    return out -> {
      if (file.content() != null) {
        for (var blob : file.content()) {
          out.write(repository.loadBlob(BlobType.DATA, blob));
        }
      }
    };
  }
}
