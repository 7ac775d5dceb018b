package caravan.restic.restorer;

/** How far a file of the plan is. */
enum FileState {
  /** It cannot be restored; why has been told. */
  FAILED,
  /** Nothing that could be used lies in its place. */
  MISSING,
  /** A file lies in its place and has not been looked at. */
  THERE,
  /** A file lies in its place, and the pieces that are not marked as present are wrong. */
  DIFFERENT,
  /** The file in its place has the right content. */
  EQUAL,
  /** The file in its place is to be left alone. */
  SKIPPED,
  /** This run has made it. */
  CREATED;

  private static final FileState[] ALL = values();

  static FileState of(byte ordinal) {
    return ALL[ordinal];
  }

  boolean isWritten() {
    return this == DIFFERENT || this == CREATED;
  }
}
