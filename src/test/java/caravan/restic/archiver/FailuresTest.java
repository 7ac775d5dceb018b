package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.fs.BytePath;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void comeInTheOrderOfTheWalk() {
    var failures = new Failures(new BackupListener() {});
    for (var path : new String[] {"/d-1", "/d/b", "/d", "/c", "/d/a/z", "/d/a"}) {
      failures.add(BytePath.of(path), "no luck");
    }

    assertThat(failures.sorted())
        .containsExactly(
            "/c: no luck",
            "/d: no luck",
            "/d/a: no luck",
            "/d/a/z: no luck",
            "/d/b: no luck",
            "/d-1: no luck");
  }

  @Test
  void aReasonThatNamesThePathStandsAlone() {
    var failures = new Failures(new BackupListener() {});
    failures.add(BytePath.of("/d"), "open /d: permission denied");

    assertThat(failures.sorted()).containsExactly("open /d: permission denied");
  }

  @Test
  void theListenerHearsThemAtOnce() {
    var heard = new ArrayList<String>();
    var failures =
        new Failures(
            new BackupListener() {
              @Override
              public void failed(String path, String reason) {
                heard.add(path + " " + reason);
              }
            });

    failures.add(BytePath.of("/d"), "no luck");

    assertThat(heard).containsExactly("/d no luck");
  }
}
