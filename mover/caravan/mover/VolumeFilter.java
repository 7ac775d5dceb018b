package caravan.mover;

import caravan.restic.archiver.EntryFilter;
import caravan.restic.archiver.TagFiles;
import caravan.restic.filter.PatternList;
import caravan.restic.filter.TagFile;
import caravan.restic.fs.FileStat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Says what of a volume is backed up: all but {@code lost+found} and what is excluded. Patterns see
 * the volume as {@code /data}, wherever it lies.
 */
final class VolumeFilter implements EntryFilter {
  private static final byte[] LOST_AND_FOUND = bytes("/" + LookAtSource.LOST_AND_FOUND);
  private static final byte[] ROOT = bytes(MoverRun.PATH);
  private final int rootLength;
  private final PatternList patterns;
  private final TagFiles tagFiles;

  VolumeFilter(Path volume, Exclusion exclusion) {
    rootLength = bytes(volume.toString()).length;
    patterns = PatternList.of(exclusion.patterns());
    tagFiles = new TagFiles(exclusion.caches() ? List.of(TagFile.CACHE_DIRECTORY) : List.of());
  }

  @Override
  public boolean accepts(byte[] absolutePath, FileStat stat) {
    return !isLostAndFound(absolutePath)
        && (patterns.isEmpty() || !patterns.matches(below(absolutePath)))
        && !tagFiles.exclude(absolutePath);
  }

  private static boolean isLostAndFound(byte[] path) {
    int from = path.length - LOST_AND_FOUND.length;
    return from >= 0
        && Arrays.equals(path, from, path.length, LOST_AND_FOUND, 0, LOST_AND_FOUND.length);
  }

  private byte[] below(byte[] path) {
    int rest = path.length - rootLength;
    var moved = Arrays.copyOf(ROOT, ROOT.length + rest);
    System.arraycopy(path, rootLength, moved, ROOT.length, rest);
    return moved;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
