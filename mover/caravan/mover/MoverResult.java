package caravan.mover;

import caravan.restic.Id;
import caravan.restic.ResticException;
import caravan.restic.json.JsonOutput;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to; as JSON it is the pod's termination message.
 *
 * @param snapshot saved or restored, null for none
 * @param files processed by a backup or restored
 * @param addedBytes new content of a backup; {@code storedBytes} what it takes in the repository
 * @param checked the repository was checked and is whole
 * @param skipped the volume was empty, so nothing was saved and nothing forgotten
 * @param initialized the repository was made by this run
 * @param unreadable how many items could not be read or restored; {@code failures} names the first
 * @param peakMemoryBytes the most memory the process had, 0 when that is not known
 * @param locks those in the way of a run that ended because of one
 * @param shrunk null unless the volume is far smaller than it was, so that nothing was forgotten
 * @param failure null when all went well
 */
public record MoverResult(
    Id snapshot,
    long files,
    long bytes,
    long addedBytes,
    long storedBytes,
    int forgotten,
    boolean pruned,
    boolean checked,
    boolean skipped,
    boolean initialized,
    int unreadable,
    List<String> failures,
    Duration duration,
    long peakMemoryBytes,
    List<Lock> locks,
    Shrunk shrunk,
    Failure failure) {
  static final int MAX_FAILURES = 20;

  /** Kubernetes cuts a termination message here, and half a document is none. */
  static final int MAX_JSON_BYTES = 4096;

  private static final int MAX_TEXT = 1024;
  private static final int MAX_LOCKS = 5;

  /** A lock of somebody else: by its id it can be removed once its owner is proven dead. */
  public record Lock(Id id, String hostname, String time, boolean exclusive) {}

  /** What the volume had when it was last as large as it should be. */
  public record Shrunk(Id snapshot, long bytes) {}

  /** Why a run ended badly: a class that programs act on, and a message for people. */
  public record Failure(Kind kind, String message, int exitCode) {}

  /** The classes of failure; their names are reasons of a condition. */
  public enum Kind {
    WRONG_PASSWORD("WrongPassword"),
    REPOSITORY_LOCKED("RepositoryLocked"),
    REPOSITORY_MISSING("RepositoryMissing"),
    REPOSITORY_DAMAGED("RepositoryDamaged"),
    REPOSITORY_UNREACHABLE("RepositoryUnreachable"),
    ACCESS_DENIED("AccessDenied"),
    SNAPSHOT_MISSING("SnapshotMissing"),
    SOURCE_INCOMPLETE("SourceIncomplete"),
    RESTORE_INCOMPLETE("RestoreIncomplete"),
    TARGET_FULL("OutOfSpace"),
    OUT_OF_MEMORY("OutOfMemory"),
    INVALID_SETTINGS("InvalidSettings"),
    INTERRUPTED("Interrupted"),
    FAILED("Failed");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    /** In the form of a condition's reason. */
    public String reason() {
      return reason;
    }
  }

  /** Of a run that did not begin, because of what it was told. */
  public static MoverResult refused(ResticException why, Clock clock) {
    var outcome = new Outcome(clock);
    outcome.failed(ReportFailure.describe(why));
    return outcome.result();
  }

  public boolean isSuccess() {
    return failure == null;
  }

  public int exitCode() {
    return failure == null ? 0 : failure.exitCode();
  }

  /**
   * At most {@link #MAX_JSON_BYTES}: the last failures are left out first, then texts shortened.
   */
  public byte[] toJson() {
    int named = failures.size();
    int text = MAX_TEXT;
    var json = json(named, text);
    while (json.length > MAX_JSON_BYTES) {
      if (named > 0) {
        named--;
      } else {
        text /= 2;
      }
      json = json(named, text);
    }
    return json;
  }

  private byte[] json(int named, int text) {
    var out = new JsonOutput().beginObject();
    out.member("success", isSuccess());
    if (snapshot != null) {
      out.member("snapshot", snapshot);
    }
    out.member("files", files)
        .member("bytes", bytes)
        .member("addedBytes", addedBytes)
        .member("storedBytes", storedBytes)
        .member("forgotten", forgotten)
        .member("pruned", pruned)
        .member("checked", checked)
        .member("skipped", skipped)
        .member("initialized", initialized)
        .member("unreadable", unreadable)
        .member("peakMemoryBytes", peakMemoryBytes)
        .name("durationSeconds")
        .raw(String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0));
    out.name("failures").beginArray();
    failures.stream().limit(named).map(it -> shortened(it, text)).forEach(out::value);
    out.endArray();
    writeLocks(out, text);
    if (shrunk != null) {
      out.name("shrunk")
          .beginObject()
          .member("snapshot", shrunk.snapshot())
          .member("bytes", shrunk.bytes())
          .endObject();
    }
    if (failure != null) {
      out.name("failure")
          .beginObject()
          .member("reason", failure.kind().reason())
          .member("message", shortened(failure.message(), text))
          .member("exitCode", failure.exitCode())
          .endObject();
    }
    return out.endObject().toBytes();
  }

  private void writeLocks(JsonOutput out, int text) {
    if (locks.isEmpty()) {
      return;
    }
    out.name("locks").beginArray();
    for (var lock : locks.subList(0, Math.min(locks.size(), MAX_LOCKS))) {
      out.beginObject()
          .member("id", lock.id())
          .member("hostname", shortened(lock.hostname(), text))
          .member("time", lock.time())
          .member("exclusive", lock.exclusive())
          .endObject();
    }
    out.endArray();
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "...";
  }
}
