package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.MinioServer;
import caravan.components.Restic;
import caravan.demo.DemoVolume;
import caravan.demo.FolderDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program and restic take turns on one repository, in a folder and on MinIO. */
class InteropIT {
  private static final String PASSWORD = "secret";
  private static final String NOTHING_ADDED = "Added to the repository: 0 B";
  private static MinioServer minio;
  @TempDir Path folder;

  @BeforeAll
  static void startMinio() {
    minio = MinioServer.start();
  }

  @AfterAll
  static void stopMinio() {
    minio.close();
  }

  static Stream<Arguments> places() {
    return Stream.of("folder", "minio")
        .flatMap(place -> Stream.of("1", "2").map(version -> Arguments.of(place, version)));
  }

  @ParameterizedTest(name = "{0}, version {1}")
  @MethodSource("places")
  void takeTurnsOnARepositoryThatResticMade(String place, String version) throws IOException {
    var volume = volume();
    var restic = restic(place, version, "by-restic").in(volume);
    var program = program(place, version, "by-restic").in(volume);
    restic.run("init", "--repository-version", version);
    restic.run("backup", ".", "--host", "nas");

    program.run("check", "--read-data");
    var extended = program.run("backup", ".", "--host", "nas");
    assertThat(extended.out()).contains("using parent snapshot").contains(NOTHING_ADDED);
    Files.writeString(volume.resolve("new"), "by the program");
    program.run("backup", ".", "--host", "nas");

    restoreAndCompare(program, restic, volume);
    program.run("forget", "--keep-last", "1", "--prune");
    restic.run("check", "--read-data");
    restoreAndCompare(program, restic, volume);
  }

  @ParameterizedTest(name = "{0}, version {1}")
  @MethodSource("places")
  void takeTurnsOnARepositoryThatTheProgramMade(String place, String version) throws IOException {
    var volume = volume();
    var restic = restic(place, version, "by-program").in(volume);
    var program = program(place, version, "by-program").in(volume);
    program.run("init", "--repository-version", version);
    program.run("backup", ".", "--host", "nas");

    restic.run("check", "--read-data");
    assertThat(restic.run("backup", ".", "--host", "nas").text())
        .contains("using parent snapshot")
        .contains(NOTHING_ADDED);
    Files.writeString(volume.resolve("new"), "by restic");
    restic.run("backup", ".", "--host", "nas");

    restoreAndCompare(program, restic, volume);
    restic.run("forget", "--keep-last", "1", "--prune");
    program.run("check", "--read-data");
    restoreAndCompare(program, restic, volume);
  }

  private void restoreAndCompare(Program program, Restic restic, Path volume) throws IOException {
    var ours = Files.createTempDirectory(folder, "ours");
    var theirs = Files.createTempDirectory(folder, "theirs");
    program.run("restore", "latest", "--target", ours.toString(), "--verify");
    restic.run("restore", "latest", "--target", theirs.toString());

    assertThat(FolderDigest.of(ours)).isEqualTo(FolderDigest.of(volume));
    assertThat(FolderDigest.of(theirs)).isEqualTo(FolderDigest.of(volume));
  }

  private Path volume() throws IOException {
    var volume = folder.resolve("volume");
    new DemoVolume(volume).fill();
    return volume;
  }

  private Program program(String place, String version, String name) {
    return Program.at(repository(place, version, name), PASSWORD).with(credentials(place));
  }

  private Restic restic(String place, String version, String name) {
    var restic = Restic.at(repository(place, version, name), PASSWORD);
    credentials(place).forEach(restic::with);
    return restic;
  }

  private String repository(String place, String version, String name) {
    return place.equals("minio")
        ? minio.repository("interop/" + name + version)
        : folder.resolve(name).toString();
  }

  private static Map<String, String> credentials(String place) {
    return place.equals("minio") ? minio.environment() : Map.of();
  }
}
