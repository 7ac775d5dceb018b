package caravan.cli.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets as many bytes through as were announced, and fails on one more or one less. */
final class CountedStream extends FilterOutputStream {
  private long missing;

  CountedStream(OutputStream out, long expected) {
    super(out);
    missing = expected;
  }

  @Override
  public void write(int value) throws IOException {
    count(1);
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    count(length);
    out.write(bytes, from, length);
  }

  void requireComplete() throws IOException {
    if (missing > 0) {
      throw new IOException(
          "the file's content is %d bytes shorter than its size says".formatted(missing));
    }
  }

  private void count(int length) throws IOException {
    missing -= length;
    if (missing < 0) {
      throw new IOException("the file's content is longer than its size says");
    }
  }
}
