package caravan.storage;

import java.io.IOException;
import java.io.Serial;

/** A body ended before the length that was announced: the connection broke. */
final class TruncatedBody extends IOException {
  @Serial private static final long serialVersionUID = 1;

  TruncatedBody(long received, long announced) {
    super("the connection ended after " + received + " of " + announced + " bytes");
  }
}
