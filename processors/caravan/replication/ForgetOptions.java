package caravan.replication;

import caravan.api.ReplicationSource;
import caravan.api.Retain;

/** The mover's {@code FORGET_OPTIONS}: a source's retention as restic's flags. */
final class ForgetOptions {
  private static final String KEEP_ALL = "--keep-last unlimited";
  private static final String KEEP_ONE = "--keep-last 1";

  private ForgetOptions() {}

  /**
   * For an attempt at a run. One that may fail after its backup is made again until somebody mends
   * the repository; from the second on they forget nothing, or each would push out an older
   * snapshot.
   */
  static String of(ReplicationSource source, Run run) {
    boolean isRepeated = source.status().run().failures() > 0;
    return isRepeated && (run.prune() || run.check()) ? KEEP_ALL : of(source.restic().retain());
  }

  /** Without any rule only the newest snapshot is kept. */
  static String of(Retain retain) {
    if (retain == null) {
      return KEEP_ONE;
    }
    var options =
        flag("hourly", retain.hourly())
            + flag("daily", retain.daily())
            + flag("weekly", retain.weekly())
            + flag("monthly", retain.monthly())
            + flag("yearly", retain.yearly())
            + flag("within", retain.within())
            + flag("last", retain.last());
    return options.isEmpty() ? KEEP_ONE : options;
  }

  private static String flag(String rule, Object value) {
    return value == null ? "" : " --keep-" + rule + " " + value;
  }
}
