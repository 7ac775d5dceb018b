package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.archiver.TagFiles;
import caravan.restic.filter.TagFile;
import caravan.restic.fs.BytePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExclusionTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("marked"));
    Files.createDirectories(folder.resolve("plain"));
    Files.writeString(folder.resolve("marked/.nobackup"), "yes, leave it out");
  }

  @Test
  void aTagFileEmptiesItsFolderButStays() {
    var tags = new TagFiles(List.of(TagFile.parse(".nobackup")));

    assertThat(tags.exclude(path("marked/file"))).isTrue();
    assertThat(tags.exclude(path("marked/.nobackup"))).isFalse();
    assertThat(tags.exclude(path("marked"))).isFalse();
    assertThat(tags.exclude(path("plain/file"))).isFalse();
  }

  @Test
  void aTagFileMustBeginAsGiven() {
    assertThat(new TagFiles(List.of(TagFile.parse(".nobackup:yes"))).exclude(path("marked/file")))
        .isTrue();
    assertThat(new TagFiles(List.of(TagFile.parse(".nobackup:no"))).exclude(path("marked/file")))
        .isFalse();
  }

  @Test
  void listsOfFilesTakePatternsLinesAndRawNames() throws IOException {
    Files.writeString(folder.resolve("patterns"), "# comment\n\n  mar*  \nplain\n");
    Files.writeString(folder.resolve("lines"), "mar*\n");
    Files.writeString(folder.resolve("raw"), "with\nline\0");

    var sources =
        sources(
            "--files-from",
            "patterns",
            "--files-from-verbatim",
            "lines",
            "--files-from-raw",
            "raw");

    assertThat(sources.paths(context())).containsExactly("marked", "plain", "mar*", "with\nline");
  }

  @Test
  void patternsReachAcrossFolders() throws IOException {
    Files.writeString(folder.resolve("patterns"), folder + "/*/.no*\n");

    assertThat(sources("--files-from", "patterns").paths(context()))
        .containsExactly(folder + "/marked/.nobackup");
  }

  @Test
  void rawNamesEndInAZeroByte() throws IOException {
    Files.writeString(folder.resolve("raw"), "cut off");

    assertThatThrownBy(() -> sources("--files-from-raw", "raw").paths(context()))
        .hasMessageContainingAll("--files-from-raw raw", "zero byte");
  }

  @Test
  void nothingToSaveIsRefused() {
    assertThatThrownBy(() -> sources().paths(context())).hasMessageContaining("nothing to backup");
  }

  private Sources sources(String... words) {
    var sources = new Sources();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(sources)).parseArgs(words);
    return sources;
  }

  private CliContext context() {
    return Contexts.of(Map.of(), folder, question -> null);
  }

  private byte[] path(String name) {
    return BytePath.of(folder.resolve(name).toString());
  }
}
