package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's hooks around the copy of a volume in a cluster. */
class HooksIT {
  private static final String NOTE =
      """
      - route:
          id: %1$s
          from:
            uri: direct:%1$s
            steps:
              - choice:
                  when:
                    - simple: "${body.object.name} == 'broken-%1$s'"
                      steps:
                        - throwException: {exceptionType: java.lang.IllegalStateException, message: no database}
              - setBody: {simple: "%1$s ${body.run.reading};"}
              - toD: "file:%2$s?fileName=${variable.pass.object.name}&fileExist=Append"
      """;

  @TempDir private static Path folder;
  private static OperatorBench bench;
  private Site site;

  @BeforeAll
  static void start() throws IOException {
    bench = OperatorBench.withoutOperator();
    var routes = Files.createDirectory(folder.resolve("routes"));
    for (var hook : List.of("before-copy", "after-copy")) {
      Files.writeString(routes.resolve(hook + ".yaml"), NOTE.formatted(hook, folder));
    }
    bench.routes(routes);
    bench.startOperator();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void makeSite() throws IOException {
    bench.cluster().storage().snapshotDelay(Duration.ZERO);
    site = bench.siteWithNote("content");
  }

  @Test
  void areCalledOnceAroundASnapshot() throws IOException {
    bench.cluster().storage().snapshotDelay(Duration.ofSeconds(2));
    site.source("snapshot", "one", "copyMethod: Snapshot");

    site.awaitSynced(Site.SOURCE, "snapshot", "one");

    assertThat(calls("snapshot")).containsExactly("before-copy DUE", "after-copy COPIED");
    assertThat(heldSince("snapshot")).isNull();
  }

  @Test
  void areCalledOnceAroundAClone() throws IOException {
    site.source("clone", "one", "copyMethod: Clone");

    site.awaitSynced(Site.SOURCE, "clone", "one");

    assertThat(calls("clone")).containsExactly("before-copy DUE", "after-copy COPIED");
  }

  @Test
  void areCalledOnceAroundTheReadingOfALivingVolume() throws IOException {
    site.source("direct", "one", "copyMethod: Direct");

    site.awaitSynced(Site.SOURCE, "direct", "one");

    assertThat(calls("direct")).containsExactly("before-copy DUE", "after-copy LIVING");
  }

  @Test
  void whereTheFirstBreaksNothingIsCopiedAndTheSecondIsCalled() {
    site.source("broken-before-copy", "one", "copyMethod: Snapshot");

    Site.soon()
        .untilAsserted(() -> assertThat(calls("broken-before-copy")).contains("after-copy DUE"));

    assertThat(site.snapshots()).isEmpty();
    assertThat(site.condition(Site.SOURCE, "broken-before-copy", "Healthy"))
        .isEqualTo("False/Failed");
  }

  @Test
  void whatALostOperatorHeldIsReleasedByTheNext() throws IOException {
    bench.cluster().storage().snapshotDelay(Duration.ofMinutes(5));
    site.source("lost", "one", "copyMethod: Snapshot");
    Site.soon().untilAsserted(() -> assertThat(calls("lost")).contains("before-copy DUE"));

    bench.stopOperator();
    bench.cluster().storage().snapshotDelay(Duration.ZERO);
    bench.startOperator();
    site.awaitSynced(Site.SOURCE, "lost", "one");

    assertThat(calls("lost")).last().isEqualTo("after-copy COPIED");
    assertThat(heldSince("lost")).isNull();
  }

  private String heldSince(String source) {
    return site.<Map<String, String>>status(Site.SOURCE, source, "caravan").get("heldSince");
  }

  private static List<String> calls(String source) throws IOException {
    var file = folder.resolve(source);
    return Files.exists(file) ? List.of(Files.readString(file).split(";")) : List.of();
  }
}
