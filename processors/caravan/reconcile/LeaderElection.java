package caravan.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Competes for a lease. Whoever gets it leads until it closes, or until it is lost; who has lost it
 * must not go on.
 */
public final class LeaderElection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration RENEW = Duration.ofSeconds(10);

  /** With its jitter, the longest time that nobody leads after one has stopped as it should. */
  private static final Duration RETRY = Duration.ofMillis(1200);

  private static final Duration RELEASE = Duration.ofSeconds(5);

  /** Which lease, and as whom. */
  public record Lease(String namespace, String name, String identity) {}

  /** What to do when it leads, and when it does so no longer though it did not close. */
  public record Duties(Runnable lead, Runnable lost) {}

  private final Lease lease;
  private final Duties duties;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private CompletableFuture<?> election;
  private volatile boolean closing;

  public LeaderElection(Lease lease, Duties duties) {
    this.lease = lease;
    this.duties = duties;
  }

  /** Begins to compete; the duties are done in threads of their own. */
  public void start(KubernetesClient client) {
    election = client.leaderElector().withConfig(config()).build().start();
  }

  private LeaderElectionConfig config() {
    var lock = new LeaseLock(lease.namespace(), lease.name(), lease.identity());
    return new LeaderElectionConfigBuilder()
        .withName(lease.name())
        .withLeaseDuration(LEASE)
        .withRenewDeadline(RENEW)
        .withRetryPeriod(RETRY)
        .withReleaseOnCancel(true)
        .withLock(lock)
        .withLeaderCallbacks(new LeaderCallbacks(this::lead, this::stopped, this::say))
        .build();
  }

  /** Not in the elector's own thread, which has the lease to renew. */
  private void lead() {
    executor.execute(duties.lead());
  }

  private void stopped() {
    if (!closing) {
      duties.lost().run();
    }
  }

  private void say(String leader) {
    if (lease.identity().equals(leader)) {
      LOG.info("leads, by the lease {}", lease.name());
    } else if (leader != null && !leader.isEmpty()) {
      LOG.info("waits: {} leads, by the lease {}", leader, lease.name());
    }
  }

  /** Gives the lease up at once, so that another may take it. */
  @Override
  public void close() {
    closing = true;
    executor.shutdown();
    if (election == null) {
      return;
    }
    election.cancel(true);
    try {
      election.get(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException _) {
      // It ends with the lease's time at the latest.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
