package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A namespace in which all happens at once: a source is backed up, a destination restores what was
 * there before, and a claim is filled by it.
 */
record Restored(OperatorBench bench, RestoreSite restores, Aftermath after) {
  static final String SOURCE = "app";
  static final String DESTINATION = "app-dst";
  static final String CLAIM = "again";
  private static final String NOTE = "kept";

  /** What is there before an operator has anything to do. */
  static Restored prepare(OperatorBench bench) {
    var restores = RestoreSite.of(bench, NOTE);
    restores.site().claim("data");
    write(restores.site().folder("data").resolve("note"));
    return new Restored(bench, restores, new Aftermath(bench, restores.site()));
  }

  private static void write(Path note) {
    try {
      Files.writeString(note, NOTE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String namespace() {
    return restores.site().namespace();
  }

  void begin() {
    restores.site().source(SOURCE, "first", "copyMethod: Snapshot");
    restores.destination(DESTINATION, "first", "cleanupTempPVC: true");
    restores.filledClaim(CLAIM, DESTINATION);
  }

  long movers() {
    return after.movers("volsync-");
  }

  /** Each once, and nothing is left that is not to be kept. */
  void assertEndsWell() {
    Runs.eventually().until(this::hasEnded);

    var site = restores.site();
    assertThat(site.condition(Site.SOURCE, SOURCE, "Healthy")).isEqualTo("True/Succeeded");
    assertThat(site.condition(Site.DESTINATION, DESTINATION, "Healthy"))
        .isEqualTo("True/Succeeded");
    assertThat(after.movers("volsync-src-" + SOURCE)).isEqualTo(1);
    assertThat(after.movers("volsync-dst-" + DESTINATION)).isEqualTo(1);
    assertThat(restores.snapshots()).containsExactly(after.latestImage(DESTINATION));
    assertThat(restores.note(CLAIM)).isEqualTo(NOTE);
  }

  /** Served, and cleaned up after. */
  boolean hasEnded() {
    return isServed(Site.SOURCE, SOURCE)
        && isServed(Site.DESTINATION, DESTINATION)
        && isBound()
        && after.leftovers().size() == 1;
  }

  /** What was offered once is there, and can be used. */
  void assertImageIsThere() {
    if (restores.image(DESTINATION) != null) {
      after.latestImage(DESTINATION);
    }
  }

  private boolean isServed(String kind, String name) {
    var site = restores.site();
    return "first".equals(site.<String>status(kind, name, "lastManualSync"))
        && site.condition(kind, name, "Synchronizing").equals("False/WaitingForManual");
  }

  private boolean isBound() {
    return restores.site().claimNamed(CLAIM).orElseThrow().getStatus().getPhase().equals("Bound");
  }
}
