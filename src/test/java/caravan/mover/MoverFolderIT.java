package caravan.mover;

import java.nio.file.Path;
import java.util.Map;

/** Movers and restic on a folder. */
class MoverFolderIT extends MoverContract {
  @Override
  String emptyPlace(Path folder) {
    return folder.resolve("repository").toString();
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }
}
