package caravan.restic;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.FileStat;
import caravan.restic.fs.OpenFile;
import caravan.restic.snapshot.ExtendedAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what is in two folders byte for byte, with all the metadata that a restore brings back:
 * types, contents, modes, owners, times of modification, attributes, link targets, devices, and
 * which names are one file. The folders themselves are not compared.
 */
public final class TreeComparison {
  private static final int PIECE_BYTES = 1 << 16;
  private final List<String> differences = new ArrayList<>();
  private final Map<Long, String> expectedFirst = new HashMap<>();
  private final Map<Long, String> actualFirst = new HashMap<>();

  private TreeComparison() {}

  public static void assertSame(Path expected, Path actual) {
    assertThat(differences(expected, actual)).isEmpty();
  }

  /** One line for each difference. */
  public static List<String> differences(Path expected, Path actual) {
    var comparison = new TreeComparison();
    try (var a = Directory.open(BytePath.of(expected.toString()));
        var b = Directory.open(BytePath.of(actual.toString()))) {
      comparison.compare("", a, b);
    }
    return comparison.differences;
  }

  private void compare(String path, Directory expected, Directory actual) {
    var names = new TreeSet<byte[]>(Arrays::compareUnsigned);
    names.addAll(expected.names());
    names.addAll(actual.names());
    for (byte[] name : names) {
      var at = path + "/" + BytePath.display(name);
      var a = expected.statIfPresent(name);
      var b = actual.statIfPresent(name);
      if (a == null || b == null) {
        differences.add(at + (a == null ? " is too much" : " is missing"));
      } else {
        compareStats(at, a, b);
        compareAttributes(at, expected, actual, name);
        if (a.type() == b.type()) {
          compareContents(at, expected, actual, name);
        }
      }
    }
  }

  private void compareStats(String path, FileStat expected, FileStat actual) {
    check(
        path, "mode", Integer.toOctalString(expected.mode()), Integer.toOctalString(actual.mode()));
    check(path, "uid", expected.uid(), actual.uid());
    check(path, "gid", expected.gid(), actual.gid());
    check(path, "device", expected.rdev(), actual.rdev());
    check(path, "mtime", time(expected), time(actual));
    if (!expected.isDirectory()) {
      check(path, "size", expected.sizeBytes(), actual.sizeBytes());
    }
    if (expected.isRegular()) {
      check(
          path,
          "first name",
          expectedFirst.computeIfAbsent(expected.inode(), inode -> path),
          actualFirst.computeIfAbsent(actual.inode(), inode -> path));
    }
  }

  private void compareAttributes(String path, Directory expected, Directory actual, byte[] name) {
    check(
        path,
        "extended attributes",
        attributes(expected.extendedAttributes(name)),
        attributes(actual.extendedAttributes(name)));
  }

  private void compareContents(String path, Directory expected, Directory actual, byte[] name) {
    switch (expected.stat(name).type()) {
      case FileStat.DIRECTORY -> {
        try (var a = expected.child(name);
            var b = actual.child(name)) {
          compare(path, a, b);
        }
      }
      case FileStat.SYMLINK ->
          check(
              path,
              "target",
              HexFormat.of().formatHex(expected.readLink(name)),
              HexFormat.of().formatHex(actual.readLink(name)));
      case FileStat.REGULAR -> {
        try (var a = expected.openForReading(name);
            var b = actual.openForReading(name)) {
          compareBytes(path, a, b);
        }
      }
      default -> {}
    }
  }

  private void compareBytes(String path, OpenFile expected, OpenFile actual) {
    var a = new byte[PIECE_BYTES];
    var b = new byte[PIECE_BYTES];
    for (long at = 0; ; at += PIECE_BYTES) {
      int length = expected.read(a, 0, PIECE_BYTES, at);
      int other = actual.read(b, 0, PIECE_BYTES, at);
      int mismatch = Arrays.mismatch(a, 0, length, b, 0, other);
      if (mismatch >= 0) {
        differences.add(path + ": content differs at " + (at + mismatch));
        return;
      }
      if (length == 0) {
        return;
      }
    }
  }

  private void check(String path, String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add("%s: %s is %s, not %s".formatted(path, what, actual, expected));
    }
  }

  private static String time(FileStat stat) {
    return stat.mtimeSeconds() + "." + stat.mtimeNanos();
  }

  private static Map<String, String> attributes(List<ExtendedAttribute> attributes) {
    var values = new TreeMap<String, String>();
    attributes.forEach(a -> values.put(a.name(), HexFormat.of().formatHex(a.value())));
    return values;
  }
}
