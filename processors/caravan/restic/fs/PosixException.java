package caravan.restic.fs;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/** A system call that failed, with its errno. */
public final class PosixException extends UncheckedIOException {
  @Serial private static final long serialVersionUID = 1;
  private final int errno;

  public PosixException(String call, String path, int errno, String reason) {
    super(new IOException(call + " " + path + ": " + reason));
    this.errno = errno;
  }

  public int errno() {
    return errno;
  }
}
