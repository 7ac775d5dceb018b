package caravan.replication;

import caravan.api.HealthReasons;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import caravan.api.ResticDestination;
import caravan.api.ResticSource;
import caravan.api.Retain;
import caravan.replication.Progress.Failed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be seen to be wrong with an object before anything is done for it. */
final class Validation {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern RESTIC_DURATION = Pattern.compile("(\\d+[yhmd])+");
  private static final Pattern READ_DATA =
      Pattern.compile("all|\\d{1,3}/\\d{1,3}|\\d+(\\.\\d+)?%|\\d+[bBkKmMgGtT]?");
  private static final Pattern SNAPSHOT = Pattern.compile("latest|[0-9a-f]{1,64}");
  private static final Set<String> SOURCE_METHODS = Set.of("Direct", "None", "Clone", "Snapshot");
  private static final Set<String> DESTINATION_METHODS = Set.of("Direct", "None", "Snapshot");

  private final ZoneId localZone;

  Validation(ZoneId localZone) {
    this.localZone = localZone;
  }

  /** The first thing that is wrong. */
  Optional<Failed> fault(Replication object, Instant now) {
    return method(object)
        .or(() -> trigger(object, now))
        .or(
            () ->
                switch (object) {
                  case ReplicationSource source -> source(source);
                  case ReplicationDestination destination -> destination(destination.restic());
                });
  }

  private static Optional<Failed> method(Replication object) {
    if (object.restic() == null) {
      return failed(
          "a replication method must be specified",
          "write spec.restic; the other movers are not served");
    }
    if (object.external() != null || hasOtherMover(object)) {
      return failed(
          "only one replication method can be supplied", "keep spec.restic and remove the others");
    }
    return blank(object.restic().repository())
        ? failed(
            "spec.restic.repository is missing",
            "name the Secret with RESTIC_REPOSITORY and RESTIC_PASSWORD")
        : Optional.empty();
  }

  private static boolean hasOtherMover(Replication object) {
    return switch (object) {
      case ReplicationSource source ->
          source.spec().rsync() != null
              || source.spec().rsyncTLS() != null
              || source.spec().rclone() != null
              || source.spec().syncthing() != null;
      case ReplicationDestination destination ->
          destination.spec().rsync() != null
              || destination.spec().rsyncTLS() != null
              || destination.spec().rclone() != null;
    };
  }

  private Optional<Failed> trigger(Replication object, Instant now) {
    try {
      var trigger = SyncTrigger.of(object, localZone);
      if (trigger instanceof SyncTrigger.Scheduled(var schedule, _)
          && schedule.next(now).isEmpty()) {
        return failed(
            "spec.trigger: schedule \"" + object.trigger().schedule() + "\" never comes",
            "name a day that exists");
      }
      return Optional.empty();
    } catch (InvalidSchedule e) {
      return failed("spec.trigger: " + e.getMessage(), "");
    }
  }

  private static Optional<Failed> source(ReplicationSource source) {
    if (blank(source.spec().sourcePVC())) {
      return failed("spec.sourcePVC is missing", "name the claim to back up");
    }
    var restic = source.restic();
    return copyMethod(restic.copyMethod(), SOURCE_METHODS)
        .or(() -> retain(restic.retain()))
        .or(() -> check(restic));
  }

  private static Optional<Failed> destination(ResticDestination restic) {
    return copyMethod(restic.copyMethod(), DESTINATION_METHODS)
        .or(() -> size(restic))
        .or(() -> restoreAsOf(restic.restoreAsOf()))
        .or(() -> snapshot(restic))
        .or(() -> onMissingSnapshot(restic.onMissingSnapshot()))
        .or(
            () ->
                restic.previous() != null && restic.previous() < 0
                    ? failed("spec.restic.previous is negative", "write 0 for the newest snapshot")
                    : Optional.empty());
  }

  private static Optional<Failed> size(ResticDestination restic) {
    if (!blank(restic.destinationPVC())) {
      return Optional.empty();
    }
    if (restic.capacity() == null) {
      return failed("capacity must be provided when destinationPVC is not", "write one of them");
    }
    return restic.accessModes() == null || restic.accessModes().isEmpty()
        ? failed("accessModes must be provided when destinationPVC is not", "write one of them")
        : Optional.empty();
  }

  private static Optional<Failed> copyMethod(String method, Set<String> allowed) {
    return method != null && allowed.contains(method)
        ? Optional.empty()
        : failed(
            "spec.restic.copyMethod "
                + (method == null ? "is missing" : "\"" + method + "\" is not supported"),
            "write one of " + String.join(", ", allowed.stream().sorted().toList()));
  }

  private static Optional<Failed> retain(Retain retain) {
    if (retain == null) {
      return Optional.empty();
    }
    if (retain.last() != null && !NUMBER.matcher(retain.last()).matches()) {
      return failed(
          "spec.restic.retain.last \"" + retain.last() + "\" is no number", "write it like \"5\"");
    }
    return retain.within() != null && !RESTIC_DURATION.matcher(retain.within()).matches()
        ? failed(
            "spec.restic.retain.within \"" + retain.within() + "\" is no duration",
            "write years, months, days and hours like 1y5m7d2h")
        : Optional.empty();
  }

  private static Optional<Failed> check(ResticSource restic) {
    if (restic.checkIntervalDays() != null && restic.checkIntervalDays() < 0) {
      return failed("spec.restic.checkIntervalDays is negative", "write 0 for no checks");
    }
    var subset = restic.readDataSubset();
    return subset == null || READ_DATA.matcher(subset).matches()
        ? Optional.empty()
        : failed(
            "spec.restic.readDataSubset \"" + subset + "\" is no part of a repository",
            "write a share like 5%, one of so many parts like 1/10, a size like 500M, or all");
  }

  private static Optional<Failed> restoreAsOf(String text) {
    try {
      if (!blank(text)) {
        OffsetDateTime.parse(text);
      }
      return Optional.empty();
    } catch (DateTimeException _) {
      return failed(
          "spec.restic.restoreAsOf \"" + text + "\" is no time",
          "write it like 2026-01-31T12:00:00Z");
    }
  }

  private static Optional<Failed> snapshot(ResticDestination restic) {
    var snapshot = restic.snapshot();
    if (snapshot == null) {
      return Optional.empty();
    }
    if (!SNAPSHOT.matcher(snapshot).matches()) {
      return failed(
          "spec.restic.snapshot \"" + snapshot + "\" is no snapshot's id",
          "write it like 7adbb7f1, or latest");
    }
    return restic.previous() != null || !blank(restic.restoreAsOf())
        ? failed(
            "spec.restic.snapshot names the one to restore, so there is nothing left to choose",
            "remove previous and restoreAsOf, or snapshot")
        : Optional.empty();
  }

  private static Optional<Failed> onMissingSnapshot(String text) {
    return text == null
            || text.equals(ResticDestination.CONTINUE)
            || text.equals(ResticDestination.FAIL)
        ? Optional.empty()
        : failed(
            "spec.restic.onMissingSnapshot \"" + text + "\" is not known",
            "write Continue or Fail");
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  private static Optional<Failed> failed(String reason, String action) {
    return Optional.of(new Failed(reason, action, HealthReasons.INVALID_SPEC));
  }
}
