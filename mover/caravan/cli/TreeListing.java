package caravan.cli;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.fs.BytePath;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeReader;

/** Walks the trees of a snapshot and hands what is wanted to a listing. */
final class TreeListing {
  private static final byte[] ROOT = {'/'};
  private final Repository repository;
  private final FolderFilter folders;
  private final Listing listing;

  TreeListing(Repository repository, FolderFilter folders, Listing listing) {
    this.repository = repository;
    this.folders = folders;
    this.listing = listing;
  }

  void list(Id tree) {
    list(tree, ROOT);
  }

  private void list(Id tree, byte[] folder) {
    var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
    for (Node node; (node = reader.next()) != null; ) {
      var path = BytePath.join(folder, node.name());
      if (folders.lists(path)) {
        listing.node(path, node);
      }
      if (node.subtree() != null && folders.enters(path)) {
        listing.enter(node);
        list(node.subtree(), path);
        listing.leave();
      }
    }
  }
}
