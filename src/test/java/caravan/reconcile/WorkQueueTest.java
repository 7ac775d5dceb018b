package caravan.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for a worker, when it is taken, and by how many. */
@Timeout(30)
class WorkQueueTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final WorkQueue<String> queue =
      new WorkQueue<>(new BackOff(Duration.ofMillis(5), Duration.ofHours(2)));

  @Test
  void keysComeInTheOrderInWhichTheyWereAdded() throws Exception {
    queue.add("b");
    queue.add("a");
    queue.add("c");

    assertThat(queue.take() + queue.take() + queue.take()).isEqualTo("bac");
  }

  @Test
  void aKeyAddedOftenWaitsOnce() throws Exception {
    queue.add("a");
    queue.add("a");
    queue.add("b");
    queue.add("a");

    assertThat(queue.depth()).isEqualTo(2);
    assertThat(queue.take() + queue.take()).isEqualTo("ab");
    assertThat(queue.depth()).isZero();
  }

  @Test
  void aKeyAddedWhileItIsWorkedOnWaitsUntilThatIsDone() throws Exception {
    queue.add("a");
    queue.take();

    queue.add("a");
    queue.add("a");
    int before = queue.depth();
    queue.done("a");

    assertThat(before).isZero();
    assertThat(queue.depth()).isEqualTo(1);
    assertThat(queue.take()).isEqualTo("a");
  }

  @Test
  void aKeyThatNobodyAddedAgainIsGoneWhenItIsDone() throws Exception {
    queue.add("a");

    queue.done(queue.take());

    assertThat(queue.depth()).isZero();
    assertThat(queue.runningCount()).isZero();
  }

  @Test
  void theEarliestOfSeveralTimesCounts() throws Exception {
    queue.addAfter("a", HOUR);
    queue.addAfter("a", Duration.ofMillis(1));
    queue.addAfter("a", HOUR);

    assertThat(queue.take()).isEqualTo("a");
  }

  @Test
  void theEarliestCountsAlsoWhileTheKeyIsWorkedOn() throws Exception {
    queue.add("a");
    queue.take();

    queue.addAfter("a", HOUR);
    queue.add("a");
    queue.addAfter("a", HOUR);
    queue.done("a");

    assertThat(queue.depth()).isEqualTo(1);
  }

  @Test
  void anEarlierKeyOvertakesTheOneThatATakerWaitsFor() {
    queue.addAfter("late", HOUR);
    var taken = taken();

    queue.add("early");

    assertThat(taken).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("early");
  }

  @Test
  void aDelayedKeyIsNoDepthAndNoLagBeforeItsTime() {
    queue.addAfter("a", HOUR);

    assertThat(queue.depth()).isZero();
    assertThat(queue.lag()).isZero();
  }

  @Test
  void anEndlessDelayNeitherFailsNorOvertakes() {
    queue.addAfter("never", ChronoUnit.FOREVER.getDuration());
    queue.addAfter("now", Duration.ofDays(-1_000_000));

    assertThat(queue.depth()).isEqualTo(1);
    assertThat(taken()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("now");
  }

  @Test
  void theLagIsThatOfTheKeyDueLongest() {
    var nothing = queue.lag();

    queue.add("a");
    await().until(() -> queue.lag().compareTo(Duration.ofMillis(2)) > 0);
    queue.add("b");

    assertThat(nothing).isZero();
    assertThat(queue.lag()).isGreaterThan(Duration.ofMillis(2));
  }

  @Test
  void theBackOffDoublesUpToItsLongest() {
    var backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    assertThat(backOff.delay(1)).hasSeconds(1);
    assertThat(backOff.delay(2)).hasSeconds(2);
    assertThat(backOff.delay(4)).hasSeconds(8);
    assertThat(backOff.delay(5)).hasSeconds(10);
    assertThat(backOff.delay(Integer.MAX_VALUE)).hasSeconds(10);
  }

  @Test
  void aFailedKeyComesBackUntilItsFailuresAreForgotten() throws Exception {
    queue.add("a");
    for (int i = 0; i < 3; i++) {
      queue.addFailed(queue.take());
      queue.done("a");
    }
    int failing = queue.failingCount();

    queue.forgetFailures(queue.take());
    queue.done("a");

    assertThat(failing).isEqualTo(1);
    assertThat(queue.failingCount()).isZero();
    assertThat(queue.depth()).isZero();
  }

  @Test
  void aKeyThatFailedOftenWaitsLongUntilItsFailuresAreForgotten() throws Exception {
    for (int i = 0; i < 30; i++) {
      queue.addFailed("a");
    }
    queue.take();
    queue.addFailed("a");
    queue.done("a");
    queue.add("other");
    var overtook = queue.take();
    queue.add("a");
    queue.take();

    queue.forgetFailures("a");
    queue.addFailed("a");
    queue.done("a");

    assertThat(overtook).isEqualTo("other");
    assertThat(taken()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("a");
  }

  @Test
  void closingWakesThoseWhoWaitAndNobodyGetsAKeyAnyMore() {
    queue.addAfter("a", HOUR);
    var first = taken();
    var second = taken();

    queue.close();
    queue.add("b");

    assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isNull();
    assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isNull();
    assertThat(taken()).succeedsWithin(Duration.ofSeconds(10)).isNull();
    assertThat(queue.depth()).isZero();
  }

  @Test
  void noKeyIsEverWithTwoWorkers() throws Exception {
    var busy = ConcurrentHashMap.<String>newKeySet();
    var overlapped = new AtomicBoolean();
    var passes = new AtomicInteger();
    var workers = new CompletableFuture<?>[4];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = CompletableFuture.runAsync(() -> work(busy, overlapped, passes));
    }

    for (int i = 0; i < 5_000; i++) {
      queue.add("key" + i % 3);
    }
    await().until(() -> queue.depth() == 0 && queue.runningCount() == 0);
    queue.close();
    CompletableFuture.allOf(workers).get(10, TimeUnit.SECONDS);

    assertThat(overlapped).isFalse();
    assertThat(passes).hasValueBetween(3, 5_000);
  }

  private void work(
      ConcurrentHashMap.KeySetView<String, Boolean> busy,
      AtomicBoolean overlapped,
      AtomicInteger passes) {
    try {
      for (var key = queue.take(); key != null; key = queue.take()) {
        if (!busy.add(key)) {
          overlapped.set(true);
        }
        passes.incrementAndGet();
        Thread.yield();
        busy.remove(key);
        queue.done(key);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<String> taken() {
    var result = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(queue.take());
              } catch (InterruptedException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
