package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Local mode over folders of its own: a volume, two repositories and their manifests. */
abstract class LocalModeFixture {
  @TempDir Path folder;
  LocalWorld world;

  @BeforeEach
  void makeWorld() throws IOException {
    world = new LocalWorld(folder);
  }

  @AfterEach
  void endWorld() {
    world.close();
  }

  void manifests(String... more) throws IOException {
    world.manifest(
        "secrets.yaml",
        world.secret("hourly", "open sesame"),
        world.secret("daily", "open sesame"));
    manifest(more);
  }

  void manifest(String... more) throws IOException {
    world.manifest(
        "app.yaml",
        LocalWorld.source("app", "hourly", "0 * * * *"),
        LocalWorld.source("app-daily", "daily", "30 0 * * *"),
        String.join("", more));
  }

  String error(String source) throws IOException {
    var text = world.statusText("replicationsource", source);
    assertThat(text).contains("reason: \"Error\"");
    return text;
  }

  void fillVolume() throws IOException {
    var volume = Files.createDirectories(world.volume("app").resolve("photos"));
    Files.writeString(volume.resolve("one.txt"), "one");
    Files.write(volume.resolve("two.bin"), new byte[300_000]);
    Files.createSymbolicLink(world.volume("app").resolve("link"), Path.of("photos/one.txt"));
  }
}
