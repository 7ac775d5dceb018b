package caravan.restic.restorer;

import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.PosixException;
import caravan.restic.index.BlobIndex;
import caravan.restic.restorer.RestoreOptions.Overwrite;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.util.List;

/** The first walk: makes the directories and writes down which files need what content. */
final class PlanningWalk implements TreeWalk.Visitor {
  private final RestorePlan plan;
  private final BlobIndex index;
  private final RestoreOptions options;
  private final Run run;

  PlanningWalk(Run run) {
    this.run = run;
    plan = run.plan();
    index = run.repository().index();
    options = run.options();
  }

  @Override
  public Place enter(Place parent, byte[] name, boolean isSelected) {
    var place = parent.child(name, plan.directories().add(parent.number(), name));
    if (isSelected) {
      run.tally().plan(0);
    }
    if (isSelected && !options.dryRun()) {
      try {
        place.ensure();
      } catch (PosixException e) {
        plan.directories().lose(place.number());
        run.failures().add(place.location(), e);
      }
    }
    return place;
  }

  @Override
  public boolean isOpen(Place place) {
    return !plan.directories().isLost(place.number());
  }

  @Override
  public void visit(Place place, Node node) {
    if (node.type() != NodeType.FILE || plan.links().first(node) != HardLinks.NONE) {
      run.tally().plan(0);
      if (!options.dryRun()) {
        place.ensure();
      }
      return;
    }
    int file = plan.files().add(place.number(), node.name());
    plan.links().add(node, file);
    addPieces(node);
    var directory = options.dryRun() ? place.find() : place.ensure();
    var there = directory == null ? null : directory.statIfPresent(node.name());
    long size = plan.files().sizeBytes(file);
    if (!Existing.mayBeReplaced(options.overwrite(), node, there)) {
      plan.files().setState(file, FileState.SKIPPED);
    } else if (there == null || !there.isRegular()) {
      plan.files().setState(file, FileState.MISSING);
    } else if (options.overwrite() == Overwrite.IF_CHANGED
        && Existing.looksEqual(node, size, there)) {
      plan.files().setState(file, FileState.EQUAL);
    } else {
      plan.files().setState(file, FileState.THERE);
    }
    failIfOfOtherSize(place, node, size);
  }

  private void addPieces(Node node) {
    if (node.content() == null && node.attributes().sizeBytes() != 0) {
      throw new DamagedRepository("the snapshot has nothing of its content; run check");
    }
    for (var id : node.content() == null ? List.<Id>of() : node.content()) {
      int blob = index.ordinal(BlobType.DATA, id);
      if (blob < 0) {
        throw new DamagedRepository(
            "its content %s is in no pack that the index knows; run check".formatted(id));
      }
      plan.files().addPiece(blob, index.locationAt(blob).entry().plaintextBytes());
    }
  }

  /** The content is restored all the same. */
  private void failIfOfOtherSize(Place place, Node node, long size) {
    if (size != node.attributes().sizeBytes()) {
      run.failures()
          .add(
              place.locationOf(node.name()),
              "the snapshot has %d bytes of it and says that it has %d; run check"
                  .formatted(size, node.attributes().sizeBytes()));
    }
  }

  @Override
  public void lose(Place place, RuntimeException reason) {
    plan.directories().lose(place.number());
    run.failures().add(place.location(), reason);
  }

  @Override
  public void reject(Place place, Node node) {
    plan.distrust();
    run.failures()
        .add(
            place.location(),
            "the snapshot has an invalid name here: \"%s\"; nothing is made of it"
                .formatted(BytePath.display(node.name())));
  }

  @Override
  public void exit(Place place) {
    plan.directories().close(place.number(), plan.files().files());
  }

  @Override
  public void leave(Place place, Node node, TreeContent content) {}
}
