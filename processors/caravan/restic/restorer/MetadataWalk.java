package caravan.restic.restorer;

import caravan.restic.DamagedRepository;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.Errno;
import caravan.restic.fs.PosixException;
import caravan.restic.restorer.RestoreListener.Action;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;

/**
 * The second walk, when all content is there: makes links and special nodes, gives everything its
 * metadata, and removes what does not belong there; a directory after all that is in it.
 */
final class MetadataWalk implements TreeWalk.Visitor, AutoCloseable {
  private final Run run;
  private final RestorePlan plan;
  private final FileTable files;
  private final RestoreOptions options;
  private final NodeMetadata metadata;
  private final Removal removal;
  private final DirectoryCursor links;
  private int nextDirectory = DirectoryTable.ROOT + 1;
  private int nextFile;

  MetadataWalk(Run run, Directory target) {
    this.run = run;
    plan = run.plan();
    files = run.files();
    options = run.options();
    metadata = new NodeMetadata(options);
    removal = new Removal(options.dryRun(), run.tally()::delete);
    links = new DirectoryCursor(plan.directories(), target);
  }

  @Override
  public Place enter(Place parent, byte[] name, boolean isSelected) {
    return parent.child(name, nextDirectory++);
  }

  /** What the first walk did not see has no numbers. */
  @Override
  public boolean isOpen(Place place) {
    return !plan.directories().isLost(place.number());
  }

  @Override
  public void visit(Place place, Node node) {
    if (node.type() != NodeType.FILE) {
      restoreSpecial(place, node);
      return;
    }
    int first = plan.links().first(node);
    if (first != HardLinks.NONE && first < nextFile) {
      restoreLink(place, node, first);
      return;
    }
    int file = nextFile++;
    var state = files.state(file);
    if (!options.dryRun() && (state.isWritten() || state == FileState.EQUAL)) {
      metadata.restore(directory(place), node);
    }
  }

  private void restoreSpecial(Place place, Node node) {
    SpecialNode.failIfUnknown(node);
    if (takesPlace(place, node)) {
      if (!options.dryRun()) {
        var directory = directory(place);
        Removal.makeRoom(directory, node.name(), options.delete());
        SpecialNode.create(directory, node);
        metadata.restore(directory, node);
      }
      run.tally().finish(place.locationOf(node.name()), Action.RESTORED, 0);
    }
  }

  private void restoreLink(Place place, Node node, int first) {
    if (files.state(first) == FileState.FAILED) {
      throw new DamagedRepository(
          "it is another name of %s, which could not be restored".formatted(run.path(first)));
    }
    if (takesPlace(place, node)) {
      if (!options.dryRun()) {
        var directory = directory(place);
        link(directory, node.name(), first);
        metadata.restore(directory, node);
      }
      run.tally().finish(place.locationOf(node.name()), Action.RESTORED, 0);
    }
  }

  private void link(Directory directory, byte[] name, int first) {
    var from = links.at(files.directory(first));
    var there = directory.statIfPresent(name);
    var wanted = from.stat(files.name(first));
    if (there != null && there.inode() == wanted.inode() && there.device() == wanted.device()) {
      return;
    }
    Removal.makeRoom(directory, name, options.delete());
    directory.makeLink(name, from, files.name(first));
  }

  /** Whether the node is to be made; one that gives way to what is there is counted here. */
  private boolean takesPlace(Place place, Node node) {
    var directory = options.dryRun() ? place.find() : directory(place);
    var there = directory == null ? null : directory.statIfPresent(node.name());
    boolean takes = Existing.mayBeReplaced(options.overwrite(), node, there);
    if (!takes) {
      run.tally().skip(place.locationOf(node.name()), 0);
    }
    return takes;
  }

  private static Directory directory(Place place) {
    var directory = place.find();
    if (directory == null) {
      throw new PosixException(
          "open", BytePath.display(place.location()), Errno.ENOENT, "the directory is gone");
    }
    return directory;
  }

  /** What the first walk lost, it has told. */
  @Override
  public void lose(Place place, RuntimeException reason) {
    if (isOpen(place)) {
      run.failures().add(place.location(), reason);
    }
  }

  @Override
  public void reject(Place place, Node node) {}

  @Override
  public void exit(Place place) {
    nextDirectory = plan.directories().nextDirectory(place.number());
    nextFile = plan.directories().nextFile(place.number());
  }

  @Override
  public void leave(Place place, Node node, TreeContent content) {
    if (options.delete() && content.isComplete()) {
      removeUnexpected(place, content);
    }
    if (node == null || plan.directories().isLost(place.number()) && place.find() == null) {
      return;
    }
    if (!options.dryRun()) {
      metadata.restore(directory(place.parent()), node);
    }
    run.tally().finish(place.location(), Action.RESTORED, 0);
  }

  private void removeUnexpected(Place place, TreeContent content) {
    var directory = place.find();
    if (directory == null || !plan.isTrusted()) {
      return;
    }
    for (byte[] name : directory.names()) {
      var location = place.locationOf(name);
      if (!content.contains(name) && options.filter().choose(location, false).selected()) {
        run.failures().guard(location, () -> removal.remove(directory, name, location));
      }
    }
  }

  @Override
  public void close() {
    links.close();
  }
}
