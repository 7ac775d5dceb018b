package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A destination chooses among the backups of a volume, and what becomes of other files. */
@ExtendWith(OperatorExtension.class)
class DestinationChoiceIT {
  private static OperatorBench bench;

  @BeforeAll
  static void start(OperatorBench started) {
    bench = started;
  }

  @Test
  void previousGoesBackFromTheNewest() {
    var restores = twoBackups();

    restore(restores, "previous: 1");

    assertThat(restores.note("mine")).isEqualTo("old");
  }

  @Test
  void previousBeyondTheFirstRestoresNothingAndIsASuccess() {
    var restores = twoBackups();

    restore(restores, "previous: 9999");

    assertThat(restores.site().folder("mine")).isEmptyDirectory();
    assertThat(restores.log("dst")).contains("No data will be restored");
  }

  @Test
  void restoreAsOfTakesTheNewestOfThatTime() {
    var restores = twoBackups();

    restore(restores, "restoreAsOf: '2026-01-15T00:00:00Z'");

    assertThat(restores.note("mine")).isEqualTo("old");
  }

  @Test
  void aSnapshotIsNamed() {
    var restores = twoBackups();
    var all = restores.restic().run("snapshots", "--json").text();
    var oldest = all.replaceFirst("(?s).*?\"short_id\":\"([0-9a-f]+)\".*", "$1");

    restore(restores, "snapshot: '" + oldest + "'");

    assertThat(restores.note("mine")).isEqualTo("old");
  }

  @Test
  void aMissingSnapshotFailsWhereThatIsAskedFor() {
    var restores = twoBackups();
    destination(restores, "previous: 9", "onMissingSnapshot: Fail");

    restores.awaitTrouble("dst", "no snapshot to restore");

    assertThat(restores.image("dst")).isNull();
  }

  @Test
  void furtherFilesStayUnlessTheyAreToGo() throws Exception {
    var restores = twoBackups();
    restores.site().claim("mine");
    var further = restores.site().folder("mine").resolve("further");
    Files.writeString(further, "mine");

    restore(restores);
    assertThat(further).exists();

    restores
        .site()
        .destination(
            "dst",
            "again",
            "copyMethod: Direct",
            "destinationPVC: mine",
            "enableFileDeletion: true");
    restores.awaitRestored("dst", "again");
    assertThat(further).doesNotExist();
    assertThat(restores.note("mine")).isEqualTo("new");
  }

  private static RestoreSite twoBackups() {
    var restores = RestoreSite.of(bench, "old");
    restores.backUp("new", "2026-02-01 10:00:00");
    return restores;
  }

  private static void restore(RestoreSite restores, String... restic) {
    destination(restores, restic);
    restores.awaitRestored("dst", "once");
  }

  private static void destination(RestoreSite restores, String... restic) {
    restores.site().claim("mine");
    var lines = new ArrayList<>(List.of("copyMethod: Direct", "destinationPVC: mine"));
    lines.addAll(List.of(restic));
    restores.site().destination("dst", "once", lines.toArray(String[]::new));
  }
}
