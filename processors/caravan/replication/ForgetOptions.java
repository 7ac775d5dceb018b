package caravan.replication;

import caravan.api.Retain;

/** The mover's {@code FORGET_OPTIONS}: a source's retention as restic's flags. */
public final class ForgetOptions {
  /** Nothing is forgotten. */
  public static final String KEEP_ALL = "--keep-last unlimited";

  private static final String KEEP_ONE = "--keep-last 1";

  private ForgetOptions() {}

  /** Without any rule only the newest snapshot is kept. */
  public static String of(Retain retain) {
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
