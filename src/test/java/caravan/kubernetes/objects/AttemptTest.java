package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ReplicationSource;
import caravan.api.RunStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptTest {
  private static final ReplicationSource SOURCE = MoverSamples.source("pruneIntervalDays: 7");
  private static final HasMetadata MADE = MoverJob.of(SOURCE, MoverSamples.setup());

  @Test
  void ownsWhatWasMadeForIt() {
    assertThat(Attempt.of(SOURCE).owns(MADE)).isTrue();
    assertThat(Attempt.of(SOURCE).owns(SourceCopy.snapshot(SOURCE).object())).isTrue();
  }

  @Test
  void ownsNothingOfAnotherRun() {
    var later = SOURCE.status().edit().lastSyncStartTime(Instant.parse("2026-03-02T00:00:00Z"));

    assertThat(Attempt.of(SOURCE.withStatus(later.build())).owns(MADE)).isFalse();
  }

  @Test
  void ownsNothingOfAnEarlierAttemptOfItsRun() {
    var failed = RunStatus.EMPTY.edit().failed(null).build();
    var status = SOURCE.status().edit().run(failed).build();

    assertThat(Attempt.of(SOURCE.withStatus(status)).owns(MADE)).isFalse();
  }

  /** VolSync annotates nothing: what it left is of no attempt. */
  @Test
  void ownsNothingThatVolSyncLeft() {
    var left = MoverSamples.claim("spec: {accessModes: [ReadWriteOnce]}");

    assertThat(Attempt.of(SOURCE).owns(left)).isFalse();
  }
}
