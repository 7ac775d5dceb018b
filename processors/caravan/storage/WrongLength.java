package caravan.storage;

import java.io.IOException;
import java.io.Serial;

/** The file is not as long as the range that was asked of it: no retry will make it longer. */
final class WrongLength extends IOException {
  @Serial private static final long serialVersionUID = 1;

  WrongLength(long offered, long wanted) {
    super("the store has " + offered + " bytes where " + wanted + " are expected");
  }
}
