package caravan.restic.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import caravan.restic.snapshot.ExtendedAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
  private static final byte[] FILE = name("file");
  private static final byte[] LINK = name("link");
  @TempDir Path folder;
  private Directory directory;

  @BeforeEach
  void open() {
    directory = Directory.open(name(folder.toString()));
  }

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void namesAreRawBytesInTheirOrder() {
    byte[] invalid = {'a', (byte) 0xff, 'b'};
    byte[] newline = {'a', '\n', 'b'};
    byte[] longest = new byte[255];
    Arrays.fill(longest, (byte) 'z');
    for (byte[] name : new byte[][] {longest, invalid, newline, name("é"), name("a")}) {
      directory.openForWriting(name, true).close();
    }

    var names = directory.names();

    assertThat(names).containsExactly(name("a"), newline, invalid, longest, name("é"));
  }

  @Test
  void listsEverythingEachTimeAlsoWhenItNeedsManyCalls() throws Exception {
    for (int i = 0; i < 5000; i++) {
      Files.createFile(folder.resolve("a-rather-long-name-to-fill-the-buffer-soon-" + i));
    }

    directory.names();

    assertThat(directory.names()).hasSize(5000);
  }

  @Test
  void statTellsWhatTheKernelTells() throws Exception {
    var path = Files.writeString(folder.resolve("file"), "hello");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-x--x"));
    directory.setTimes(FILE, -5, 250, 1_700_000_000L, 123_456_789);

    var stat = directory.stat(FILE);

    var expected =
        Files.readAttributes(path, "unix:mode,ino,dev,nlink,uid,gid,size,ctime,lastModifiedTime");
    assertThat(stat.mode()).isEqualTo(expected.get("mode")).isEqualTo(0100651);
    assertThat(stat.inode()).isEqualTo(expected.get("ino"));
    assertThat(stat.device()).isEqualTo(expected.get("dev"));
    assertThat(stat.links()).isEqualTo(1);
    assertThat(stat.uid()).isEqualTo(expected.get("uid"));
    assertThat(stat.gid()).isEqualTo(expected.get("gid"));
    assertThat(stat.sizeBytes()).isEqualTo(5);
    assertThat(stat.mtimeSeconds()).isEqualTo(1_700_000_000L);
    assertThat(stat.mtimeNanos()).isEqualTo(123_456_789);
    assertThat(stat.atimeSeconds()).isEqualTo(-5);
    assertThat(stat.atimeNanos()).isEqualTo(250);
    assertThat(stat.ctimeSeconds()).isPositive();
    assertThat(stat.isRegular()).isTrue();
  }

  @Test
  void statOfItselfAndOfNothing() {
    assertThat(directory.stat().isDirectory()).isTrue();
    assertThat(directory.statIfPresent(FILE)).isNull();
    failsWith(Errno.ENOENT, () -> directory.stat(FILE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "../x", "a\0b"})
  void aNameThatIsNotOneEntrysIsRefused(String name) {
    failsWith(Errno.EINVAL, () -> directory.openForWriting(name(name), true));
    failsWith(Errno.EINVAL, () -> directory.child(name(name)));
    failsWith(Errno.EINVAL, () -> directory.removeFile(name(name)));
    failsWith(Errno.EINVAL, () -> directory.extendedAttributes(name(name)));
  }

  @Test
  void attributesAreListedTheSameWithAndWithoutTheKernelsNewCall() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    directory.setExtendedAttribute(FILE, new ExtendedAttribute("user.b", new byte[] {1, 2}));
    directory.setExtendedAttribute(FILE, new ExtendedAttribute("user.a", new byte[0]));
    var attributes = new ExtendedAttributes(directory, FILE);

    assertThat(attributes.listInKernel()).isEqualTo(attributes.listThroughPath()).isEqualTo(14);
    assertThat(attributes.list())
        .extracting(ExtendedAttribute::name)
        .containsExactlyInAnyOrder("user.a", "user.b");
    assertThat(new ExtendedAttributes(directory, name("gone")).listInKernel())
        .isEqualTo(-Errno.ENOENT);
  }

  @Test
  void noCallFollowsALink(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("secret"), "secret");
    directory.makeSymlink(FILE, name(elsewhere.resolve("secret").toString()));
    directory.makeSymlink(LINK, name(elsewhere.toString()));

    failsWith(Errno.ELOOP, () -> directory.openForReading(FILE));
    failsWith(Errno.ELOOP, () -> directory.openForWriting(FILE, false));
    failsWith(Errno.EEXIST, () -> directory.openForWriting(FILE, true));
    failsWith(Errno.ENOTDIR, () -> directory.child(LINK));
    failsWith(Errno.EOPNOTSUPP, () -> directory.setMode(FILE, 0777));
    assertThat(ModeChange.throughDescriptor(fdOf(directory), FILE, 0777))
        .isEqualTo(-Errno.EOPNOTSUPP);
    directory.setTimes(FILE, 1, 2, 3, 4);
    assertThat(directory.stat(FILE).mtimeSeconds()).isEqualTo(3);
    assertThat(directory.stat(FILE).isSymlink()).isTrue();
    assertThat(Files.getLastModifiedTime(elsewhere.resolve("secret")).toMillis()).isPositive();
    assertThat(directory.readLink(LINK)).isEqualTo(name(elsewhere.toString()));
  }

  @Test
  void modesWithAllTwelveBits() {
    directory.openForWriting(FILE, true).close();

    directory.setMode(FILE, 07751);
    int direct = directory.stat(FILE).mode();
    long result = ModeChange.throughDescriptor(fdOf(directory), FILE, 04640);

    assertThat(direct).isEqualTo(0107751);
    assertThat(result).isZero();
    assertThat(directory.stat(FILE).mode()).isEqualTo(0104640);
  }

  @Test
  void extendedAttributesOfFilesAndDirectories() {
    directory.makeDirectory(name("sub"), 0755);
    var empty = new ExtendedAttribute("user.empty", new byte[0]);
    var binary = new ExtendedAttribute("user.binary", new byte[] {0, 1, (byte) 0xff});

    directory.setExtendedAttribute(name("sub"), empty);
    directory.setExtendedAttribute(name("sub"), binary);
    directory.setExtendedAttribute(name("sub"), binary);
    directory.removeExtendedAttribute(name("sub"), "user.empty");
    directory.removeExtendedAttribute(name("sub"), "user.empty");

    var found = directory.extendedAttributes(name("sub"));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().name()).isEqualTo("user.binary");
    assertThat(found.getFirst().value()).isEqualTo(binary.value());
  }

  @Test
  void extendedAttributesOfALinkAreItsOwn() throws Exception {
    Files.writeString(folder.resolve("file"), "");
    directory.setExtendedAttribute(FILE, new ExtendedAttribute("user.a", new byte[] {1}));
    directory.makeSymlink(LINK, FILE);

    assertThat(directory.extendedAttributes(LINK)).isEmpty();
    assertThat(directory.extendedAttributes(FILE)).hasSize(1);
  }

  @Test
  void accessControlListsAreAttributes() {
    byte[] list = {
      2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 4, 0, 1, 0, 0, 0, 4, 0, 4, 0, -1, -1, -1, -1,
      16, 0, 6, 0, -1, -1, -1, -1, 32, 0, 4, 0, -1, -1, -1, -1
    };
    directory.openForWriting(FILE, true).close();

    directory.setExtendedAttribute(FILE, new ExtendedAttribute("system.posix_acl_access", list));

    assertThat(directory.extendedAttributes(FILE).getFirst().value()).isEqualTo(list);
  }

  @Test
  void hardLinksFifosAndLinksToNowhere() {
    directory.openForWriting(FILE, true).close();
    directory.makeDirectory(name("sub"), 0700);
    byte[] target = {'n', 'o', (byte) 0xfe, '/', 'x'};

    try (var sub = directory.child(name("sub"))) {
      sub.makeLink(name("other"), directory, FILE);
      sub.makeNode(name("pipe"), FileStat.FIFO | 0640, 0);
      sub.makeSymlink(LINK, target);

      assertThat(sub.stat(name("other")).inode()).isEqualTo(directory.stat(FILE).inode());
      assertThat(sub.stat(name("other")).links()).isEqualTo(2);
      assertThat(sub.stat(name("pipe")).type()).isEqualTo(FileStat.FIFO);
      assertThat(sub.readLink(LINK)).isEqualTo(target);
    }
  }

  @Test
  void readingAFifoDoesNotWait() {
    directory.makeNode(name("pipe"), FileStat.FIFO | 0640, 0);

    try (var pipe = directory.openForReading(name("pipe"))) {
      assertThat(pipe.stat().isRegular()).isFalse();
    }
  }

  @Test
  void deviceNodesKeepTheirNumbers() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root makes devices");
    long largest = 4095L << 8 | 0xffL | 0xfff00L << 12;

    directory.makeNode(name("null"), FileStat.CHARACTER_DEVICE | 0666, 1 << 8 | 3);
    directory.makeNode(name("disk"), FileStat.BLOCK_DEVICE | 0660, largest);

    assertThat(directory.stat(name("null")).rdev()).isEqualTo(259);
    assertThat(directory.stat(name("disk")).rdev()).isEqualTo(largest);
    failsWith(Errno.EINVAL, () -> directory.makeNode(name("x"), FileStat.BLOCK_DEVICE, 1L << 40));
  }

  @Test
  void ownersOfALinkItself() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root changes owners");
    directory.makeSymlink(LINK, name("nowhere"));

    directory.setOwner(LINK, 1234, -2);

    assertThat(directory.stat(LINK).uid()).isEqualTo(1234);
    assertThat(directory.stat(LINK).gid()).isEqualTo(-2);
  }

  @Test
  void removesFilesAndEmptyDirectories() {
    directory.makeDirectory(name("sub"), 0700);
    try (var sub = directory.child(name("sub"))) {
      sub.openForWriting(FILE, true).close();
      failsWith(Errno.ENOTEMPTY, () -> directory.removeDirectory(name("sub")));
      sub.removeFile(FILE);
    }

    directory.removeDirectory(name("sub"));

    assertThat(directory.names()).isEmpty();
  }

  @Test
  void createsWhatIsMissingOfAPath() {
    var path = name(folder + "/a//b/c/");

    try (var created = Directory.create(path);
        var again = Directory.create(path)) {
      assertThat(created.stat().mode()).isEqualTo(FileStat.DIRECTORY | 0700);
      assertThat(again.stat().inode()).isEqualTo(created.stat().inode());
    }
    failsWith(Errno.ENOTDIR, () -> Directory.create(name("/dev/null/x")));
  }

  @Test
  void aFailureNamesTheCallThePathAndTheReason() {
    assertThatExceptionOfType(PosixException.class)
        .isThrownBy(() -> directory.openForReading(FILE))
        .withMessage("open " + folder + "/file: no such file or directory")
        .satisfies(e -> assertThat(e.reason()).isEqualTo("no such file or directory"));
  }

  @Test
  void syncingAndClosingTwiceIsFine() {
    directory.syncFileSystem();
    directory.close();
    directory.close();

    assertThatExceptionOfType(PosixException.class).isThrownBy(() -> directory.names());
  }

  private static int fdOf(Directory directory) {
    return directory.descriptor();
  }

  private static void failsWith(int errno, ThrowingCallable call) {
    assertThatExceptionOfType(PosixException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
