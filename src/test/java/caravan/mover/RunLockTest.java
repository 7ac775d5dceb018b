package caravan.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import caravan.restic.BackendFailure;
import caravan.restic.Id;
import caravan.restic.repository.RepositoryLock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RunLockTest {
  private final Held held = new Held();
  private final RunLock lock = new RunLock();

  /** A lock that only remembers whether it was given back. */
  private static final class Held implements RepositoryLock {
    private volatile boolean isClosed;

    @Override
    public Id id() {
      return Id.hash(new byte[0]);
    }

    @Override
    public void ensureHeld() {}

    @Override
    public void close() {
      isClosed = true;
    }
  }

  @Test
  void whatIsHeldIsGivenBackAndNothingIsTakenAnyMore() {
    lock.take(() -> held);

    lock.giveBack();

    assertThat(held.isClosed).isTrue();
    assertThatExceptionOfType(BackendFailure.class).isThrownBy(() -> lock.take(Held::new));
  }

  @Test
  void whatIsBeingTakenIsGivenBackByItsTaker() throws Exception {
    var begun = new CountDownLatch(1);
    var stored = new CountDownLatch(1);
    try (var taker = Executors.newFixedThreadPool(2)) {
      taker.submit(
          () ->
              lock.take(
                  () -> {
                    begun.countDown();
                    await(stored);
                    return held;
                  }));
      begun.await();

      var givenBack = taker.submit(lock::giveBack);
      stored.countDown();

      assertThat(givenBack).succeedsWithin(Duration.ofSeconds(5));
      assertThat(held.isClosed).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
