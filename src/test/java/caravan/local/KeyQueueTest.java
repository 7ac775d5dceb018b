package caravan.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyQueueTest {
  private final KeyQueue<String> queue = new KeyQueue<>();

  @Test
  void handsAKeyOverOnceHoweverOftenItIsAskedFor() {
    assertThat(queue.offer("app")).isTrue();
    assertThat(queue.offer("app")).isFalse();
    assertThat(queue.offer("db")).isTrue();
  }

  @Test
  void neverGivesAKeyToASecondWorkerAndForgetsNoRequest() {
    queue.offer("app");
    queue.take("app");

    assertThat(queue.offer("app")).isFalse();
    assertThat(queue.offer("app")).isFalse();
    assertThat(queue.leave("app")).isTrue();
    queue.take("app");
    assertThat(queue.leave("app")).isFalse();
  }

  @Test
  void isIdleWhenNothingWaitsAndNothingRuns() throws InterruptedException {
    queue.offer("app");
    boolean whileWaiting = queue.isIdle();
    queue.take("app");
    boolean whileRunning = queue.isIdle();
    queue.leave("app");

    queue.awaitIdle();

    assertThat(whileWaiting).isFalse();
    assertThat(whileRunning).isFalse();
    assertThat(queue.isIdle()).isTrue();
  }
}
