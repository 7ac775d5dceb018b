package caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSourceTest {
  @TempDir Path folder;
  private final GlobalOptions options = new GlobalOptions();
  private final Map<String, String> environment = new HashMap<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private final List<String> questions = new ArrayList<>();

  @Test
  void theVariableIsTakenAsItIs() {
    environment.put("RESTIC_PASSWORD", "  with spaces ");

    assertThat(password(false)).isEqualTo("  with spaces ");
  }

  @Test
  void whiteSpaceAroundTheContentOfAFileIsNoPartOfIt() throws IOException {
    Files.writeString(folder.resolve("file"), "\t word \r\n\n");
    environment.put("RESTIC_PASSWORD", "other");
    environment.put("RESTIC_PASSWORD_FILE", "file");

    assertThat(password(false)).isEqualTo("word");
  }

  @Test
  void aCommandPrintsIt() {
    options.passwordCommand = "printf ' one two \n'";

    assertThat(password(false)).isEqualTo("one two");
  }

  @Test
  void aCommandThatFailsIsNamedWithItsExitCode() {
    options.passwordCommand = "false";

    assertThatThrownBy(() -> password(false)).hasMessageContainingAll("password command", "1");
  }

  @Test
  void aPersonIsAskedOnceToOpenAndTwiceToMake() {
    answers.addAll(List.of("word", "word", "word"));

    assertThat(password(false)).isEqualTo("word");
    assertThat(password(true)).isEqualTo("word");
    assertThat(questions)
        .containsExactly(
            "enter password for repository: ",
            "enter password for new repository: ",
            "enter password again: ");
  }

  @Test
  void aTypingErrorMakesNothing() {
    answers.addAll(List.of("word", "wrod"));

    assertThatThrownBy(() -> password(true)).hasMessageContaining("do not match");
  }

  @Test
  void aPipeHoldsItOnce() {
    answers.add("word");

    assertThat(password(true)).isEqualTo("word");
  }

  @Test
  void nobodyToAskIsRefusedWithTheWaysToGiveIt() {
    assertThatThrownBy(() -> password(false))
        .hasMessageContainingAll("$RESTIC_PASSWORD", "--password-file", "--password-command");
  }

  @Test
  void emptyIsNoPasswordUnlessSaidSo() {
    answers.add("");

    assertThatThrownBy(() -> password(false)).hasMessageContaining("--insecure-no-password");
    options.insecureNoPassword = true;
    assertThat(password(false)).isEmpty();
  }

  @Test
  void contradictionsAreRefused() {
    options.passwordFile = "file";
    options.passwordCommand = "command";
    assertThatThrownBy(() -> password(false)).hasMessageContaining("mutually exclusive");

    options.passwordCommand = null;
    options.insecureNoPassword = true;
    assertThatThrownBy(() -> password(false)).hasMessageContaining("--insecure-no-password");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    options.passwordFile = "missing";

    assertThatThrownBy(() -> password(false))
        .hasMessage("the password file missing does not exist");
  }

  private String password(boolean isNew) {
    var context = Contexts.of(environment, folder, this::ask);
    return new String(new PasswordSource(options, context).password(isNew).bytes(), UTF_8);
  }

  private String ask(String question) {
    questions.add(question);
    return answers.poll();
  }
}
