package caravan.restic.forget;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Restic;
import caravan.restic.Id;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.Repositories;
import caravan.restic.snapshot.GroupBy;
import caravan.restic.snapshot.SnapshotJson;
import caravan.restic.snapshot.StoredSnapshot;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same snapshots kept for the same reasons as restic keeps them. */
@TestInstance(Lifecycle.PER_CLASS)
class ForgetInteropIT {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final ObjectMapper JSON = new ObjectMapper();
  private Restic restic;
  private List<StoredSnapshot> snapshots;

  @BeforeAll
  void backUpAtManyTimes(@TempDir Path folder) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("src")).resolve("file"), "content");
    var repository = folder.resolve("repo");
    Repositories.init(new LocalBackend(repository), 2).close();
    restic = Restic.at(repository.toString(), Repositories.PASSWORD).in(folder.resolve("src"));
    var time = LocalDateTime.of(2024, 3, 31, 1, 30);
    for (int i = 0; i < 60; i++) {
      restic.with("TZ", i % 7 == 3 ? "Asia/Tokyo" : i % 5 == 2 ? "America/St_Johns" : "UTC");
      backUp(time, i);
      time = i < 20 ? time.minusMinutes(47) : i < 45 ? time.minusHours(29) : time.minusDays(41);
    }
    restic.with("TZ", "UTC");
    snapshots = load();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--keep-last 3",
        "--keep-last unlimited",
        "--keep-hourly 5 --keep-daily 4",
        "--keep-daily 100",
        "--keep-weekly 6 --keep-monthly 3 --keep-yearly 2",
        "--keep-yearly unlimited",
        "--keep-within 1m",
        "--keep-within 1y1m1d5h --keep-last 1",
        "--keep-within-hourly 1d --keep-within-daily 14d",
        "--keep-within-weekly 2m --keep-within-monthly 6m --keep-within-yearly 10y",
        "--keep-tag a --keep-tag b,c --keep-last 1",
        "--keep-hourly 24 --keep-daily 7 --keep-weekly 5 --keep-monthly 12 --keep-yearly 3",
        "--keep-within 13m --keep-monthly unlimited"
      })
  void keepsWhatResticKeeps(String flags) throws IOException {
    assertSamePlan(flags, "host,paths");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host,tags", "path"})
  void groupsAsResticGroups(String groupBy) throws IOException {
    assertSamePlan("--keep-hourly 24 --keep-daily 7 --keep-weekly 5 --keep-within 2m", groupBy);
  }

  @Test
  void refusesInTheSameWords() {
    var result = restic.tryRun("forget", "--dry-run", "--keep-tag", "nobody", "--group-by", "");

    assertThat(result.errors()).contains("refusing to delete last snapshot of snapshot group \"\"");
  }

  private void assertSamePlan(String flags, String groupBy) throws IOException {
    var plan = ForgetPlan.of(snapshots, Policies.of(flags), GroupBy.parse(groupBy), Instant.now());

    assertThat(ours(plan)).isEqualTo(theirs(flags, groupBy));
  }

  private void backUp(LocalDateTime time, int i) {
    var arguments =
        new ArrayList<>(
            List.of("backup", "--force", "--host", i % 4 == 1 ? "other" : "main", "file"));
    arguments.addAll(List.of("--time", TIME.format(time)));
    if (i % 3 == 0) {
      arguments.addAll(List.of("--tag", i % 2 == 0 ? "a" : "c,b"));
    }
    restic.run(arguments.toArray(String[]::new));
  }

  private List<StoredSnapshot> load() throws IOException {
    var loaded = new ArrayList<StoredSnapshot>();
    for (var snapshot : JSON.readTree(restic.run("snapshots", "--json").output())) {
      loaded.add(
          new StoredSnapshot(
              Id.parse(snapshot.get("id").asText()),
              SnapshotJson.decode(JSON.writeValueAsBytes(snapshot))));
    }
    assertThat(loaded).hasSize(60);
    return loaded;
  }

  /** Reasons for each snapshot kept, and the ids to be removed, by group. */
  private static Map<String, String> ours(ForgetPlan plan) {
    var result = new TreeMap<String, String>();
    for (var group : plan.groups()) {
      var kept = new TreeMap<String, String>();
      group.reasons().forEach(r -> kept.put(r.stored().id().toString(), r.matches().toString()));
      var removed = new TreeSet<String>();
      group.remove().forEach(stored -> removed.add(stored.id().toString()));
      var key = group.key();
      result.put(key.hostname() + key.paths() + key.tags(), kept + " " + removed);
    }
    return result;
  }

  private Map<String, String> theirs(String flags, String groupBy) throws IOException {
    var arguments = new ArrayList<>(List.of("forget", "--dry-run", "--json"));
    arguments.addAll(List.of(flags.split(" ")));
    arguments.addAll(List.of("--group-by", groupBy));
    var result = new TreeMap<String, String>();
    for (var group : JSON.readTree(restic.run(arguments.toArray(String[]::new)).output())) {
      var kept = new TreeMap<String, String>();
      for (var reason : group.get("reasons")) {
        kept.put(reason.at("/snapshot/id").asText(), texts(reason.get("matches")).toString());
      }
      var removed = new TreeSet<String>();
      group.get("remove").forEach(snapshot -> removed.add(snapshot.get("id").asText()));
      var key = group.get("host").asText() + texts(group.get("paths")) + texts(group.get("tags"));
      result.put(key, kept + " " + removed);
    }
    return result;
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
