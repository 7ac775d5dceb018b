package caravan;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The process's own streams, and whether a person is at their other end. */
final class Streams {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");

  private Streams() {}

  static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  static boolean isTerminal(int descriptor) {
    try {
      var file = Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(descriptor)));
      return TERMINAL.matcher(file.toString()).matches();
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  /** One line of standard input, without echo where it is typed; null at its end. */
  static String askPassword(String question) {
    if (!isTerminal(0)) {
      return line();
    }
    System.err.print(question);
    System.err.flush();
    boolean isHidden = stty("-echo");
    var onSignal = new Thread(() -> stty("echo"), "echo-again");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return line();
    } finally {
      if (isHidden) {
        stty("echo");
        System.err.println();
      }
      forget(onSignal);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs.
    }
  }

  /** Byte by byte: what follows the line is not ours. */
  private static String line() {
    var line = new ByteArrayOutputStream();
    try {
      int next = System.in.read();
      if (next < 0) {
        return null;
      }
      for (; next >= 0 && next != '\n'; next = System.in.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      return null;
    }
    var text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean stty(String setting) {
    try {
      return new ProcessBuilder("stty", setting).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
