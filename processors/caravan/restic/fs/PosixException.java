package caravan.restic.fs;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A system call that failed, with its errno. */
public final class PosixException extends UncheckedIOException {
  @Serial private static final long serialVersionUID = 1;
  private final int errno;

  public PosixException(String call, String path, int errno, String reason) {
    super(call + " " + path + ": " + reason, new IOException(reason));
    this.errno = errno;
  }

  static PosixException of(String call, byte[] path, int errno) {
    return new PosixException(
        call, new String(path, StandardCharsets.UTF_8), errno, Errno.text(errno));
  }

  public int errno() {
    return errno;
  }

  /** Only what went wrong, without call and path. */
  public String reason() {
    return getCause().getMessage();
  }
}
