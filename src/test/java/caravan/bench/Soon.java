package caravan.bench;

import java.time.Instant;

/** Waits for something that comes true, looking often, for measurements are made of it. */
final class Soon {
  private static final int LONGEST_SECONDS = 300;
  private static final int PAUSE_MILLIS = 50;

  /** Something that comes true. */
  interface Truth {
    boolean isSo() throws Exception;
  }

  private Soon() {}

  static void await(Truth truth) throws Exception {
    for (var end = Instant.now().plusSeconds(LONGEST_SECONDS); Instant.now().isBefore(end); ) {
      if (truth.isSo()) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IllegalStateException("it did not come so within five minutes");
  }
}
