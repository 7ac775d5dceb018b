package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.InvalidInput;
import caravan.restic.repository.Compression;
import caravan.restic.repository.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;
  private final GlobalOptions options = new GlobalOptions();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("RESTIC_PASSWORD", "secret"));

  @Test
  void theRepositoryIsTheFlagBeforeTheVariable() {
    environment.put("RESTIC_REPOSITORY", "variable");
    options.repository = "flag";

    assertThat(settings().repository()).isEqualTo("flag");
  }

  @Test
  void aFileMayNameTheRepository() throws IOException {
    Files.writeString(folder.resolve("where"), " s3:host/bucket \n");
    environment.put("RESTIC_REPOSITORY_FILE", "where");

    assertThat(settings().repository()).isEqualTo("s3:host/bucket");
  }

  @Test
  void twoRepositoriesAreRefused() {
    options.repository = "flag";
    options.repositoryFile = "file";

    assertThatThrownBy(() -> settings().repository())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("mutually exclusive");
  }

  @Test
  void noRepositoryIsRefusedWithTheWaysToNameOne() {
    assertThatThrownBy(() -> settings().repository())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("-r", "--repository-file", "$RESTIC_REPOSITORY");
  }

  @Test
  void theCacheIsWhereResticHasIt() {
    environment.put("HOME", "/home/user");
    assertThat(settings().cacheFolder()).isEqualTo(Path.of("/home/user/.cache/restic"));

    environment.put("XDG_CACHE_HOME", "/caches");
    assertThat(settings().cacheFolder()).isEqualTo(Path.of("/caches/restic"));

    environment.put("RESTIC_CACHE_DIR", "own");
    assertThat(settings().cacheFolder()).isEqualTo(folder.resolve("own"));

    options.cacheDir = "/flag";
    assertThat(settings().cacheFolder()).isEqualTo(Path.of("/flag"));

    options.noCache = true;
    assertThat(settings().cacheFolder()).isNull();
  }

  @Test
  void thereIsNoCacheWithoutAHome() {
    assertThat(settings().cacheFolder()).isNull();
  }

  @Test
  void packSizeAndCompressionComeFromVariables() {
    environment.put("RESTIC_PACK_SIZE", "64");
    environment.put("RESTIC_COMPRESSION", "max");

    var opened = open();

    assertThat(opened.packSizeBytes()).isEqualTo(64 << 20);
    assertThat(opened.compression()).isEqualTo(Compression.MAX);
  }

  @Test
  void flagsWin() {
    environment.put("RESTIC_COMPRESSION", "max");
    options.compression = "off";
    options.packSize = "4";
    options.noExtraVerify = true;

    var opened = open();

    assertThat(opened.compression()).isEqualTo(Compression.OFF);
    assertThat(opened.packSizeBytes()).isEqualTo(4 << 20);
    assertThat(opened.extraVerify()).isFalse();
  }

  @Test
  void restHasResticsDefaults() {
    var opened = open();

    assertThat(opened.compression()).isEqualTo(Compression.AUTO);
    assertThat(opened.packSizeBytes()).isEqualTo(16 << 20);
    assertThat(opened.extraVerify()).isTrue();
    assertThat(opened.keyHint()).isNull();
  }

  @Test
  void valuesOutOfRangeNameWhereTheyComeFrom() {
    environment.put("RESTIC_PACK_SIZE", "3");
    assertThatThrownBy(this::open).hasMessageContainingAll("$RESTIC_PACK_SIZE", "3", "4 and 128");

    options.packSize = "many";
    assertThatThrownBy(this::open).hasMessageContainingAll("--pack-size", "many");

    options.compression = "ultra";
    assertThatThrownBy(this::open).hasMessageContainingAll("--compression", "ultra", "fastest");
  }

  @Test
  void readsDurationsOfHoursMinutesAndSeconds() {
    assertThat(Settings.duration("--x", "1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Settings.duration("--x", "45s")).isEqualTo(Duration.ofSeconds(45));
    assertThat(Settings.duration("--x", "")).isZero();
    assertThatThrownBy(() -> Settings.duration("--retry-lock", "soon"))
        .hasMessageContainingAll("--retry-lock", "soon", "5m");
  }

  private OpenOptions open() {
    return settings().open(text -> {}, false);
  }

  private Settings settings() {
    return new Settings(options, Contexts.of(environment, folder, question -> null));
  }
}
