package caravan.kubernetes;

/**
 * What an event says.
 *
 * @param reason one of VolSync's, or a reason of the condition Healthy
 * @param action what was done, empty when nothing was
 */
record Notice(boolean isWarning, String reason, String action, String note) {
  static Notice normal(String reason, String action, String note) {
    return new Notice(false, reason, action, note);
  }

  static Notice warning(String reason, String action, String note) {
    return new Notice(true, reason, action, note);
  }
}
