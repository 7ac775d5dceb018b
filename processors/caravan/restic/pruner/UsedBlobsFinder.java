package caravan.restic.pruner;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import caravan.restic.snapshot.TreeReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks the trees of snapshots, each tree once, and collects every blob they need. Several threads
 * take trees from one stack, so that what waits stays about as deep as the trees are.
 */
public final class UsedBlobsFinder {
  private static final int MAX_THREADS = 8;
  private static final int MAX_NAMED = 10;

  private final Repository repository;
  private final BlobIndex index;
  private final PruneListener listener;
  private final BlobSet used;
  private final Deque<Id> waiting = new ArrayDeque<>();
  private final Set<Id> roots = new HashSet<>();
  private final List<String> missing = new ArrayList<>();
  private long missingBlobs;
  private int busy;
  private boolean isAborted;

  public UsedBlobsFinder(Repository repository, PruneListener listener) {
    this.repository = repository;
    this.listener = listener;
    index = repository.index();
    used = new BlobSet(index);
  }

  /**
   * @throws DamagedRepository when a blob that is needed is in no index, or a tree cannot be read
   */
  public BlobSet find(Collection<Id> rootTrees) {
    listener.started(PruneListener.Phase.FINDING_USED_DATA, rootTrees.size());
    for (var root : rootTrees) {
      if (!roots.add(root)) {
        listener.progressed(PruneListener.Phase.FINDING_USED_DATA, 1);
      }
    }
    roots.forEach(root -> take(BlobType.TREE, root, root));
    int threads = Math.clamp(repository.backend().connections(), 1, MAX_THREADS);
    try (var workers = new Workers(threads)) {
      for (int i = 0; i < threads; i++) {
        workers.submit(this::walk);
      }
      workers.finish();
    }
    failIfMissing();
    return used;
  }

  private void walk() {
    try {
      for (Id tree; (tree = next()) != null; ) {
        var subtrees = read(tree);
        if (roots.contains(tree)) {
          listener.progressed(PruneListener.Phase.FINDING_USED_DATA, 1);
        }
        done(subtrees);
      }
    } catch (RuntimeException | Error e) {
      abort();
      throw e;
    }
  }

  private synchronized Id next() {
    while (waiting.isEmpty() && busy > 0 && !isAborted) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        isAborted = true;
      }
    }
    if (waiting.isEmpty() || isAborted) {
      return null;
    }
    busy++;
    return waiting.pop();
  }

  private synchronized void done(List<Id> subtrees) {
    busy--;
    subtrees.forEach(waiting::push);
    notifyAll();
  }

  private synchronized void abort() {
    isAborted = true;
    notifyAll();
  }

  /** Marks what a tree names; returns the subtrees not seen before. */
  private List<Id> read(Id tree) {
    var subtrees = new ArrayList<Id>();
    var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
    for (Node node; (node = reader.next()) != null; ) {
      if (node.content() != null) {
        node.content().forEach(id -> mark(BlobType.DATA, id, tree));
      }
      if (node.type() == NodeType.DIR && node.subtree() == null) {
        throw new DamagedRepository(
            "tree %s holds a directory without a subtree: nothing was changed. Run `check`"
                .formatted(tree));
      }
      if (node.subtree() != null && mark(BlobType.TREE, node.subtree(), tree)) {
        subtrees.add(node.subtree());
      }
    }
    return subtrees;
  }

  private void take(BlobType type, Id id, Id tree) {
    if (mark(type, id, tree)) {
      waiting.push(id);
    }
  }

  /** Whether the blob was not marked before. */
  private boolean mark(BlobType type, Id id, Id tree) {
    int ordinal = index.ordinal(type, id);
    if (ordinal < 0) {
      remember(type, id, tree);
      return false;
    }
    return used.add(ordinal);
  }

  private synchronized void remember(BlobType type, Id id, Id tree) {
    missingBlobs++;
    if (missing.size() < MAX_NAMED) {
      missing.add("%s blob %s of tree %s".formatted(type.word(), id, tree));
    }
  }

  private void failIfMissing() {
    if (missingBlobs > 0) {
      throw new DamagedRepository(
          """
          index is not complete: %d blobs that snapshots need are in no index, such as
          %s
          Nothing was changed. Run `check`; if the packs are there, `repair index` brings them back"""
              .formatted(missingBlobs, String.join("\n", missing)));
    }
  }
}
