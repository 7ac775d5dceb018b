package caravan.cli;

import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.repairer.PackRepair;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Saves what is intact in damaged packs, and removes these. */
@Command(
    name = "packs",
    description = {
      "Save what is intact in damaged packs into new ones, and remove the damaged.",
      "A copy of each is left in this folder."
    },
    footer = {"", "Example:", "  caravan repair packs ID ID"})
final class RepairPacksVerb extends Verb {
  @Parameters(paramLabel = "ID", description = "whole ids of packs, as check names them")
  private List<String> words = new ArrayList<>();

  RepairPacksVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    var packs = new LinkedHashSet<Id>();
    for (var word : words) {
      if (!Id.isId(word)) {
        throw new InvalidInput("\"" + word + "\" is not the whole id of a pack, of 64 hex digits");
      }
      packs.add(Id.parse(word));
    }
    if (packs.isEmpty()) {
      throw new InvalidInput("no ids specified");
    }
    return withRepository(
        LockMode.EXCLUSIVE,
        (repository, lock) -> {
          repository.loadIndex();
          keepCopies(repository, packs);
          new PackRepair(repository, new RepairNews(this), lock::ensureHeld).run(packs);
          warn(
              "\nUse `caravan repair snapshots --forget` to remove the corrupted data blobs from all snapshots");
          return OK;
        });
  }

  private void keepCopies(Repository repository, Set<Id> packs) {
    sayAlways("saving backup copies of pack files to current folder");
    for (var pack : packs) {
      var copy = context().file("pack-" + pack);
      try {
        var content = repository.backend().load(FileHandle.of(FileType.DATA, pack));
        Files.write(copy, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileMissing e) {
        warn("pack %s is not there: what the index says of it is removed".formatted(pack));
      } catch (IOException e) {
        throw new InvalidInput(
            "the copy of a pack cannot be kept in %s: %s; nothing was changed".formatted(copy, e),
            e);
      }
    }
  }
}
