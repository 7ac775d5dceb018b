package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.mover.MoverResult.Failure;
import caravan.mover.MoverResult.Kind;
import caravan.restic.Id;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoverResultTest {
  private static final Id LOCK = Id.hash(new byte[] {1});

  private static MoverResult result(List<String> failures, String message) {
    return new MoverResult(
        null,
        0,
        0,
        0,
        0,
        0,
        false,
        false,
        false,
        false,
        failures.size(),
        failures,
        Duration.ofMillis(1500),
        64 << 20,
        List.of(new MoverResult.Lock(LOCK, "pod", "2026-01-01T00:00:00Z", true)),
        null,
        new Failure(Kind.REPOSITORY_LOCKED, message, 11));
  }

  @Test
  void tellsProgramsWhyAndWhoseLock() throws IOException {
    var json = new ObjectMapper().readTree(result(List.of(), "locked").toJson());

    assertThat(json.at("/failure/reason").asText()).isEqualTo("RepositoryLocked");
    assertThat(json.at("/failure/exitCode").asInt()).isEqualTo(11);
    assertThat(json.at("/locks/0/id").asText()).isEqualTo(LOCK.toString());
    assertThat(json.at("/locks/0/hostname").asText()).isEqualTo("pod");
    assertThat(json.at("/durationSeconds").asDouble()).isEqualTo(1.5);
  }

  @Test
  void staysWholeWithinWhatKubernetesKeeps() throws IOException {
    var failures = Collections.nCopies(MoverResult.MAX_FAILURES, "/data/" + "ü".repeat(900));

    var json = result(failures, "\u0001".repeat(5_000)).toJson();

    assertThat(json).hasSizeLessThanOrEqualTo(MoverResult.MAX_JSON_BYTES);
    assertThat(new ObjectMapper().readTree(json).at("/unreadable").asInt())
        .isEqualTo(MoverResult.MAX_FAILURES);
  }
}
