package caravan.restic.checker;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.TreeReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks the trees of all snapshots, each tree once, and looks every blob up. */
final class TreeCheck {
  private final Repository repository;
  private final Findings findings;
  private final CheckListener listener;
  private final BitSet seen = new BitSet();
  private final Set<Id> missing = new HashSet<>();
  private final ArrayDeque<Id> waiting = new ArrayDeque<>();

  TreeCheck(Repository repository, Findings findings, CheckListener listener) {
    this.repository = repository;
    this.findings = findings;
    this.listener = listener;
  }

  void run(List<Id> snapshots) {
    int done = 0;
    for (var id : snapshots) {
      try {
        enqueue(repository.loadSnapshot(id).tree(), "snapshot " + id.toShortString());
        while (!waiting.isEmpty()) {
          check(waiting.pop());
        }
      } catch (ResticException e) {
        findings.add(Finding.error("error loading snapshot %s: %s", id, Finding.reason(e)));
      }
      listener.progressed(++done, snapshots.size());
    }
  }

  private void enqueue(Id tree, String from) {
    int ordinal = repository.index().ordinal(BlobType.TREE, tree);
    if (ordinal < 0) {
      if (missing.add(tree)) {
        findings.add(
            Finding.error(
                "tree %s of %s is not found in any index; run repair snapshots", tree, from));
      }
    } else if (!seen.get(ordinal)) {
      seen.set(ordinal);
      waiting.push(tree);
    }
  }

  private void check(Id tree) {
    try {
      var reader = new TreeReader(repository.loadBlob(BlobType.TREE, tree));
      for (Node node; (node = reader.next()) != null; ) {
        check(tree, node);
      }
    } catch (ResticException e) {
      findings.add(Finding.error("error for tree %s: %s", tree, Finding.reason(e)));
    }
  }

  private void check(Id tree, Node node) {
    var name = new String(node.name(), StandardCharsets.UTF_8);
    if (node.name().length == 0) {
      error(tree, "node with empty name");
    }
    switch (node.type()) {
      case FILE -> checkContent(tree, name, node.content());
      case DIR -> {
        if (node.subtree() == null || node.subtree().isNull()) {
          error(tree, "dir node \"" + name + "\" has no subtree");
        } else {
          enqueue(node.subtree(), "tree " + tree.toShortString());
        }
      }
      case IRREGULAR -> error(tree, "node \"" + name + "\" is of an unknown type");
      default -> {}
    }
  }

  private void checkContent(Id tree, String name, List<Id> content) {
    if (content == null) {
      error(tree, "file \"" + name + "\" has null content");
      return;
    }
    for (int number = 0; number < content.size(); number++) {
      var id = content.get(number);
      if (id.isNull()) {
        error(tree, "file \"%s\" blob %d has null ID".formatted(name, number));
      } else if (repository.index().ordinal(BlobType.DATA, id) < 0) {
        error(tree, "file \"%s\" blob %s not found in index".formatted(name, id));
      }
    }
  }

  private void error(Id tree, String message) {
    findings.add(Finding.error("error for tree %s: %s", tree, message));
  }
}
