package caravan.restic;

import caravan.restic.fs.BytePath;
import caravan.restic.fs.Directory;
import caravan.restic.fs.EffectiveUser;
import caravan.restic.fs.FileStat;
import caravan.restic.snapshot.ExtendedAttribute;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * A folder with everything that a backup may meet: every type of node, names of any bytes, holes,
 * hard links, attributes, odd times and modes. As root also devices and foreign owners.
 */
public final class OddTree {
  private static final int MIB = 1 << 20;
  private final Directory root;

  private OddTree(Directory root) {
    this.root = root;
  }

  /** Makes it in a folder that exists. */
  public static void make(Path folder) {
    try (var root = Directory.open(BytePath.of(folder.toString()))) {
      var tree = new OddTree(root);
      tree.makeContents();
      tree.makeNames();
      tree.makeLinks();
      tree.makeSpecials();
      tree.makeModesAndTimes();
    }
  }

  private void makeContents() {
    write(root, name("random"), random(1, 3 * MIB));
    write(root, name("random-again"), random(1, 3 * MIB));
    write(root, name("small"), name("hello"));
    write(root, name("empty"), new byte[0]);
    write(root, name("zeros"), new byte[2 * MIB]);
    root.makeDirectory(name("empty-dir"), 0755);
    try (var hole = root.openForWriting(name("sparse"), true)) {
      hole.truncate(7 * MIB + 1);
      hole.write(random(2, 100_000), 0, 100_000, 3 * MIB + 12_345);
    }
    root.makeDirectory(name("deep"), 0755);
    try (var deep = root.child(name("deep"))) {
      deep.makeDirectory(name("deeper"), 0750);
      try (var deeper = deep.child(name("deeper"))) {
        write(deeper, name("both"), random(3, 1_500_000));
        write(deeper, name("half"), Arrays.copyOf(random(3, 1_500_000), 700_000));
      }
    }
  }

  private void makeNames() {
    root.makeDirectory(name("names"), 0755);
    try (var names = root.child(name("names"))) {
      var longest = new byte[255];
      Arrays.fill(longest, (byte) 'x');
      write(names, longest, name("longest"));
      write(names, new byte[] {'b', (byte) 0xff, (byte) 0xc3}, name("invalid"));
      write(names, name("line\nbreak\ttab"), name("control"));
      write(names, name(" \"quoted\" \\back\\ 'single' <&> "), name("quoted"));
      write(names, name("-r"), name("looks like a flag"));
      write(names, name("täglich \uD83D\uDE00 \u2028"), name("unicode"));
      names.makeDirectory(new byte[] {(byte) 0xfe, (byte) 0xed}, 0711);
    }
  }

  private void makeLinks() {
    root.makeSymlink(name("link"), name("deep/deeper/both"));
    root.makeSymlink(name("dangling"), name("/no/such/place"));
    root.makeSymlink(name("link-raw"), new byte[] {'x', (byte) 0x80, '/', (byte) 0xff});
    try (var deep = root.child(name("deep"))) {
      deep.makeLink(name("hard"), root, name("small"));
      root.makeLink(name("zhard"), root, name("small"));
    }
  }

  private void makeSpecials() {
    root.makeNode(name("pipe"), FileStat.FIFO | 0640, 0);
    root.setExtendedAttribute(name("small"), new ExtendedAttribute("user.note", random(4, 300)));
    root.setExtendedAttribute(name("small"), new ExtendedAttribute("user.empty", new byte[0]));
    root.setExtendedAttribute(name("deep"), new ExtendedAttribute("user.dir", name("of a dir")));
    if (EffectiveUser.isRoot()) {
      root.makeNode(name("null"), FileStat.CHARACTER_DEVICE | 0666, 1 << 8 | 3);
      root.makeNode(name("disk"), FileStat.BLOCK_DEVICE | 0660, 259 << 8 | 1);
      root.setOwner(name("random"), 1234, 2345);
      root.setOwner(name("link"), 1234, 2345);
      root.setOwner(name("deep"), 70_000, 3);
    }
  }

  private void makeModesAndTimes() {
    write(root, name("setuid"), name("suid"));
    root.setMode(name("setuid"), 06751);
    write(root, name("secret"), name("secret"));
    root.setMode(name("secret"), 0);
    root.makeDirectory(name("sticky"), 0755);
    root.setMode(name("sticky"), 01777);
    root.makeDirectory(name("read-only"), 0755);
    try (var readOnly = root.child(name("read-only"))) {
      write(readOnly, name("inside"), name("inside"));
      readOnly.setMode(name("inside"), 0444);
    }
    root.setMode(name("read-only"), 0555);
    root.setTimes(name("setuid"), -86_400, 0, -1_000_000_000L, 123_456_789);
    root.setTimes(name("empty"), 1, 2, 4_000_000_000L, 999_999_999);
    root.setTimes(name("link"), 5, 6, 7, 8);
    root.setTimes(name("empty-dir"), 0, 0, 0, 1);
    root.setTimes(name("deep"), 9, 10, 1_500_000_000L, 100);
  }

  private static void write(Directory directory, byte[] name, byte[] content) {
    try (var file = directory.openForWriting(name, true)) {
      file.write(content, 0, content.length, 0);
    }
    directory.setMode(name, 0644);
  }

  /** Bytes that are the same for the same seed. */
  public static byte[] random(int seed, int length) {
    var bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] name(String name) {
    return BytePath.of(name);
  }
}
