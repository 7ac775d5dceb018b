package caravan.restic.archiver;

import caravan.restic.filter.TagFile;
import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.PosixException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether entries lie in a folder that a tag file marks; the tag file itself does not count.
 * Several threads may ask.
 */
public final class TagFiles {
  private static final int REMEMBERED_FOLDERS = 4096;
  private final List<TagFile> tags;
  private final Map<String, List<TagFile>> marked = new ConcurrentHashMap<>();

  public TagFiles(List<TagFile> tags) {
    this.tags = List.copyOf(tags);
  }

  public boolean exclude(byte[] path) {
    if (tags.isEmpty()) {
      return false;
    }
    int slash = path.length - 1;
    while (slash > 0 && path[slash] != '/') {
      slash--;
    }
    var folder = slash == 0 ? new byte[] {'/'} : Arrays.copyOf(path, slash);
    var name = Arrays.copyOfRange(path, slash + 1, path.length);
    return marksOf(folder).stream().anyMatch(tag -> !Arrays.equals(tag.nameBytes(), name));
  }

  private List<TagFile> marksOf(byte[] folder) {
    if (marked.size() > REMEMBERED_FOLDERS) {
      marked.clear();
    }
    var key = new String(folder, StandardCharsets.ISO_8859_1);
    return marked.computeIfAbsent(key, _ -> find(folder));
  }

  private List<TagFile> find(byte[] folder) {
    try (var directory = Directory.open(folder)) {
      return tags.stream().filter(tag -> isMarkedBy(directory, tag)).toList();
    } catch (PosixException e) {
      return List.of(); // the backup itself will say so
    }
  }

  private static boolean isMarkedBy(Directory directory, TagFile tag) {
    try {
      if (directory.statIfPresent(tag.nameBytes()) == null) {
        return false;
      }
      if (tag.header().length == 0) {
        return true;
      }
      try (var file = directory.openForReading(tag.nameBytes())) {
        var start = new byte[tag.header().length];
        int length = file.read(start, 0, start.length, 0);
        return tag.isMarkedBy(Arrays.copyOf(start, Math.max(0, length)));
      }
    } catch (PosixException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return tags.stream().map(tag -> BytePath.display(tag.nameBytes())).toList().toString();
  }
}
