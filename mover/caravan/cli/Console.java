package caravan.cli;

import caravan.restic.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a verb speaks: results go to standard output, errors and warnings to standard error. */
final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean isTerminal;

  Console(PrintStream out, PrintStream err, boolean isTerminal) {
    this.out = out;
    this.err = err;
    this.isTerminal = isTerminal;
  }

  synchronized void line(String text) {
    out.println(text);
  }

  void line(String format, Object... arguments) {
    line(format.formatted(arguments));
  }

  synchronized void json(JsonOutput document) {
    out.println(new String(document.toBytes(), StandardCharsets.UTF_8));
  }

  synchronized void bytes(byte[] content) {
    out.write(content, 0, content.length);
    out.flush();
  }

  /** Standard output as a stream that tells when nobody reads it any more; closing only flushes. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] content, int from, int length) throws IOException {
        out.write(content, from, length);
        if (out.checkError()) {
          throw new IOException("standard output does not take it");
        }
      }

      @Override
      public void flush() {
        out.flush();
      }
    };
  }

  synchronized void error(String text) {
    err.println(text);
  }

  synchronized void errorJson(JsonOutput document) {
    err.println(new String(document.toBytes(), StandardCharsets.UTF_8));
  }

  PrintStream err() {
    return err;
  }

  /** Whether a person watches, so that progress may be drawn. */
  boolean isTerminal() {
    return isTerminal;
  }
}
