package caravan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir Path folder;

  @Test
  void everythingComesBackAndResticOpensWhatIsLeft() throws IOException {
    var output = new ByteArrayOutputStream();

    boolean isProven =
        new Demo(new PrintStream(output, true, StandardCharsets.UTF_8), folder).run(true);

    assertThat(isProven).as(output.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("EQUAL")
        .doesNotContain("NOT EQUAL");
    for (var target : DemoSite.TARGETS) {
      var restic =
          Restic.at(folder.resolve("repositories").resolve(target).toString(), DemoSite.PASSWORD);
      assertThat(restic.run("snapshots").text()).contains("volsync").contains("/data");
      restic.run("check", "--read-data");
    }
  }
}
