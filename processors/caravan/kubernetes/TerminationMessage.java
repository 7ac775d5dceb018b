package caravan.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/** A mover's last words: {@code caravan.mover.MoverResult} as JSON. */
@JsonIgnoreProperties(ignoreUnknown = true)
record TerminationMessage(
    boolean success,
    String snapshot,
    long files,
    long bytes,
    long addedBytes,
    long storedBytes,
    double durationSeconds,
    long peakMemoryBytes,
    int unreadable,
    List<String> failures,
    boolean pruned,
    boolean checked,
    List<Lock> locks,
    Shrunk shrunk,
    Failure failure) {

  /** A lock that was in the way. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Lock(String id, String hostname) {}

  /** Of which the volume has lost nearly everything. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Shrunk(String snapshot) {}

  /** Why the run ended badly. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Failure(String reason, String message, int exitCode) {}

  TerminationMessage {
    failures = failures == null ? List.of() : List.copyOf(failures);
    locks = locks == null ? List.of() : List.copyOf(locks);
  }

  /** Of which snapshot the volume has lost nearly everything, null for none. */
  String shrunkFrom() {
    return shrunk == null ? null : shrunk.snapshot();
  }

  /** Empty for what another program has left, and for nothing. */
  static Optional<TerminationMessage> parse(String text) {
    if (text == null || !text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Serialization.unmarshal(text, TerminationMessage.class));
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }
}
