package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dumped is what restic dumps: files to the byte, archives as tar and unzip read them. */
class DumpIT {
  private static final String REPOSITORY = "repository";
  private static final String LONG = "n".repeat(120);
  @TempDir static Path folder;
  private static TwoPrograms both;

  @BeforeAll
  static void saveAFolder() throws IOException, InterruptedException {
    both = new TwoPrograms(folder);
    var source = folder.resolve("source");
    Files.createDirectories(source.resolve("dir/" + LONG + "/" + LONG));
    Files.createDirectories(source.resolve("empty"));
    Files.writeString(source.resolve("dir/" + LONG + "/" + LONG + "/deep"), "deep");
    var content = new byte[5_000_000];
    new Random(1).nextBytes(content);
    Files.write(source.resolve("dir/big"), content);
    Files.writeString(source.resolve("nothing"), "");
    Files.writeString(source.resolve("größe mit ü"), "umlaut");
    Files.writeString(source.resolve("a\nb"), "line");
    Files.createSymbolicLink(source.resolve("link"), Path.of("dir/big"));
    Files.createSymbolicLink(source.resolve("long link"), Path.of(LONG + LONG));
    Files.createLink(source.resolve("second"), source.resolve("nothing"));
    time(source.resolve("nothing"), "1960-01-01T00:00:00Z");
    time(source.resolve("dir/big"), "2020-02-02T02:02:02.5Z");
    time(source.resolve("empty"), "2020-02-02T02:02:02.4999Z");
    run("chmod", "6711", source.resolve("dir/big").toString());
    run("chmod", "1777", source.resolve("empty").toString());
    run("chown", "3000000:4000000", source.resolve("nothing").toString());
    run("mkfifo", source.resolve("dir/" + LONG + "/fifo").toString());
    attribute(source.resolve("dir/big"), "colour", new byte[] {0, 1, (byte) 0xff, '\n', '='});
    attribute(source.resolve("dir"), "of.folder", "blue".getBytes(StandardCharsets.UTF_8));
    both.init(REPOSITORY);
    both.restic(REPOSITORY).run("backup", "-q", "--host", "nas", "source");
  }

  private static void time(Path file, String time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
  }

  private static UserDefinedFileAttributeView attributes(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }

  private static void attribute(Path file, String name, byte[] value) throws IOException {
    attributes(file).write(name, ByteBuffer.wrap(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest|/source/größe mit ü",
        "latest|source/nothing",
        "latest:source/dir|big",
        "latest|/source/../source/second",
      })
  void filesAreTheSame(String words) throws IOException {
    assertThat(ours("file", words)).hasSameBinaryContentAs(theirs("file", words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest|/", "latest|/source", "latest:source|dir", "latest|source/empty"})
  void tarsListTheSame(String words) throws IOException, InterruptedException {
    var list = new String[] {"tar", "--full-time", "--numeric-owner", "-tvvf"};

    assertThat(run(with(list, ours("tar", words))))
        .isEqualTo(run(with(list, theirs("tar", words))));
    list = new String[] {"tar", "--xattrs", "-tvvf"};
    assertThat(run(with(list, ours("tar", words))))
        .isEqualTo(run(with(list, theirs("tar", words))));
  }

  @Test
  void tarsExtractTheSame() throws IOException, InterruptedException {
    for (var archive : List.of(ours("tar", "latest|/source"), theirs("tar", "latest|/source"))) {
      var place = Files.createDirectory(folder.resolve("extracted-" + archive.getFileName()));
      run(
          "tar",
          "--xattrs",
          "--xattrs-include=*",
          "-C",
          place.toString(),
          "-xpf",
          archive.toString());
    }

    var ours = folder.resolve("extracted-ours.tar");
    var theirs = folder.resolve("extracted-theirs.tar");
    run("diff", "-r", "--no-dereference", ours.toString(), theirs.toString());
    for (var place : List.of(ours, theirs)) {
      assertThat(attribute(place.resolve("source/dir/big"), "colour"))
          .containsExactly(0, 1, 0xff, '\n', '=');
      assertThat(attribute(place.resolve("source/dir"), "of.folder")).hasSize(4);
      assertThat(place.resolve("source/dir/" + LONG + "/fifo")).doesNotExist();
      assertThat(Files.getAttribute(place.resolve("source/dir/big"), "unix:mode"))
          .isEqualTo(0106711);
      assertThat(Files.getAttribute(place.resolve("source/nothing"), "unix:uid"))
          .isEqualTo(3000000);
      assertThat(Files.readSymbolicLink(place.resolve("source/long link")))
          .isEqualTo(Path.of(LONG + LONG));
    }
  }

  private static byte[] attribute(Path file, String name) throws IOException {
    var view = attributes(file);
    var value = ByteBuffer.allocate(view.size(name));
    view.read(name, value);
    return value.array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest|/", "latest:source|/", "latest|source/dir"})
  void zipsHoldTheSame(String words) throws IOException, InterruptedException {
    var ours = ours("zip", words);

    assertThat(entries(ours)).containsExactlyElementsOf(entries(theirs("zip", words)));
    run("unzip", "-tq", ours.toString());
  }

  private static List<String> entries(Path zip) throws IOException {
    var entries = new ArrayList<String>();
    try (var file = ZipFile.builder().setPath(zip).get()) {
      for (var entry : Collections.list(file.getEntries())) {
        entries.add(
            "%s %o %d %x %s %d"
                .formatted(
                    entry.getName(),
                    entry.getUnixMode(),
                    entry.getSize(),
                    entry.getCrc(),
                    entry.getLastModifiedTime(),
                    entry.getMethod()));
      }
    }
    return entries;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dump latest | no file and no snapshot ID specified
          dump latest / --archive rar | unknown archive format "rar"
          dump nope / | no matching ID found for prefix "nope"
          dump latest /source/nowhere | path "/source/nowhere" not found in snapshot
          dump latest /source/link | "/source/link" should be a file, but is a "symlink"
          dump latest /source/nothing/x | "/source/nothing" should be a dir, but is a "file"
          dump latest:nope / | path nope: not found
          dump latest / -t nowhere/file | cannot dump
          """)
  void refusesInTheSameWords(String words, String said) {
    var theirs = both.restic(REPOSITORY).tryRun(words.strip().split(" "));
    var ours = both.program(REPOSITORY).tryRun(words.strip().split(" "));

    assertThat(ours.exitCode()).as(ours.toString()).isEqualTo(theirs.exitCode()).isEqualTo(1);
    assertThat(theirs.errors()).contains(said);
    assertThat(ours.err()).contains(said).doesNotContain("Exception");
  }

  private static Path ours(String format, String words) throws IOException {
    var target = folder.resolve("ours." + format);
    Files.deleteIfExists(target);
    both.program(REPOSITORY).run(dump(format, target, words));
    return target;
  }

  private static Path theirs(String format, String words) throws IOException {
    var target = folder.resolve("theirs." + format);
    Files.deleteIfExists(target);
    both.restic(REPOSITORY).run(dump(format, target, words));
    return target;
  }

  private static String[] dump(String format, Path target, String words) {
    var archive = format.equals("zip") ? "zip" : "tar";
    var all = new ArrayList<>(List.of("dump", "-t", target.toString(), "-a", archive));
    all.addAll(List.of(words.split("\\|")));
    return all.toArray(String[]::new);
  }

  private static String[] with(String[] words, Path file) {
    var all = new ArrayList<>(List.of(words));
    all.add(file.toString());
    return all.toArray(String[]::new);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }
}
