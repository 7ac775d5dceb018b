package caravan.cli;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Runs the command that prints a password; its words may be quoted, no shell is involved. */
final class PasswordCommand {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private PasswordCommand() {}

  static String run(String command) {
    var words = new ArrayList<String>();
    for (var match = WORD.matcher(command); match.find(); ) {
      words.add(
          match.group(1) != null
              ? match.group(1)
              : match.group(2) != null ? match.group(2) : match.group(3));
    }
    try {
      var process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new InvalidInput("the password command ended with exit code " + code);
      }
      return output;
    } catch (IOException e) {
      throw new InvalidInput("cannot run the password command: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvalidInput("interrupted while the password command ran", e);
    }
  }
}
