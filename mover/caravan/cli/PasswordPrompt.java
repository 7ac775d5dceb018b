package caravan.cli;

/** Asks whoever started the program for a password. */
@FunctionalInterface
public interface PasswordPrompt {
  /**
   * The answer without its line end; null when there is nobody to ask.
   *
   * @param question shown to a person, not to a pipe
   */
  String ask(String question);
}
