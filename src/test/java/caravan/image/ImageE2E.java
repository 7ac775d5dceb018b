package caravan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image without its AOT caches: what is in it, and that it is the same each time. */
class ImageE2E {
  private static final Path PLACE = Path.of("deploy/image");
  @TempDir private static Path folder;
  private static Path archive;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "no Debian: no dpkg-deb");
    archive = folder.resolve("first.tar");
    run(PLACE.resolve("build").toString(), archive.toString(), "localhost/caravan:test");
  }

  @Test
  void isTheSameBytesEachTime() throws IOException, InterruptedException {
    var second = folder.resolve("second.tar");

    run(PLACE.resolve("build").toString(), second.toString(), "localhost/caravan:test");

    assertThat(Files.mismatch(archive, second)).isEqualTo(-1);
  }

  @Test
  void holdsWhatARunNeeds() throws IOException, InterruptedException {
    var files = filesOf(archive);

    assertThat(files)
        .contains(
            "./usr/local/bin/caravan",
            "./usr/local/bin/restic",
            "./mover-restic/entry.sh",
            "./opt/java/bin/java",
            "./opt/caravan/caravan.jar",
            "./opt/caravan/native/libzstd-jni.so",
            "./etc/ssl/certs/ca-certificates.crt",
            "./usr/share/zoneinfo/Europe/Berlin",
            "./bin/sh",
            "./tmp/");
    assertThat(files).noneMatch(it -> it.contains("/var/lib/dpkg"));
  }

  @Test
  void isMadeOfTheSameFoldersWithDocker() throws IOException {
    var dockerfile = Files.readString(PLACE.resolve("Dockerfile"));
    var layers = List.of("debian", "java", "libraries", "caravan");

    assertThat(dockerfile).contains("deploy/image/rootfs /image");
    assertThat(dockerfile.lines().filter(it -> it.startsWith("COPY --from=files")))
        .containsExactlyElementsOf(
            layers.stream().map(it -> "COPY --from=files /image/" + it + "/ /").toList());
    assertThat(Files.readString(PLACE.resolve("build"))).contains(String.join(" ", layers));
  }

  /** Names in all layers of an OCI archive. */
  private static TreeSet<String> filesOf(Path archive) throws IOException, InterruptedException {
    var layout = Files.createDirectories(folder.resolve("layout"));
    run("tar", "xf", archive.toString(), "-C", layout.toString());
    var files = new TreeSet<String>();
    try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
      for (var blob : blobs.filter(ImageE2E::isPacked).toList()) {
        files.addAll(run("tar", "tzf", blob.toString()).lines().collect(Collectors.toSet()));
      }
    }
    return files;
  }

  private static boolean isPacked(Path blob) {
    try (var bytes = Files.newInputStream(blob)) {
      return bytes.read() == 0x1f && bytes.read() == 0x8b;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var output = Files.createTempFile(folder, "run", ".log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CARAVAN_BUILT", "1");
    builder.environment().put("CARAVAN_UNTRAINED", "1");
    var process = builder.redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    var said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
