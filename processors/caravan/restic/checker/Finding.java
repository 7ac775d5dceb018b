package caravan.restic.checker;

import caravan.restic.ResticException;

/** One thing a check found, and whether data is in danger. */
public record Finding(Severity severity, String message) {
  /** How bad a finding is. */
  public enum Severity {
    /** Something is lost or will be. */
    ERROR,
    /** Nothing is lost; a verb that is named would tidy it. */
    HINT
  }

  static Finding error(String message, Object... arguments) {
    return new Finding(Severity.ERROR, message.formatted(arguments));
  }

  static Finding hint(String message, Object... arguments) {
    return new Finding(Severity.HINT, message.formatted(arguments));
  }

  /** Why something failed, without the advice to do what is being done. */
  static String reason(ResticException failure) {
    return failure.getMessage().replace("; run check", "");
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
