package caravan.components;

/** Why a pod's container cannot be made for now. */
final class NotYetRunnable extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotYetRunnable(String message, Object... arguments) {
    super(message.formatted(arguments));
  }
}
