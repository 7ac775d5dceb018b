package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.FaultProxy;
import caravan.components.FaultProxy.Call;
import caravan.components.FaultProxy.Fate;
import caravan.restic.InvalidInput;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An operator that dies at every write in turn: the server has taken it, and nobody hears so. The
 * next one goes on from there as if nothing had happened. (To die before a write is the same as to
 * die after the one before it: what an operator knows it knows from the server.)
 */
class OperatorKilledIT {
  private static final int FEWEST_LIVES = 20;
  private static final int MOST_LIVES = 80;
  private static OperatorBench bench;

  /** Severs the operator from its API server at its first write of a run, for good. */
  private static final class Death implements FaultProxy.Rule {
    private final Set<String> applied;
    private final AtomicBoolean dead = new AtomicBoolean();

    Death(Set<String> applied) {
      this.applied = applied;
    }

    @Override
    public synchronized Fate of(Call call) {
      if (dead.get()) {
        return new Fate.Cut(false);
      }
      if (isOfRun(call)) {
        dead.set(true);
        bench.proxy().cutWatches();
        return new Fate.Cut(true);
      }
      return new Fate.Passes();
    }

    /** What every operator applies anew is a write of the run the first time only. */
    private boolean isOfRun(Call call) {
      if (!call.isWrite()
          || call.path().contains("/events")
          || call.path().contains("/volumepopulators")) {
        return false;
      }
      return !call.method().equals("PATCH") || applied.add(call.path());
    }

    boolean hasCome() {
      return dead.get();
    }
  }

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench.retries(0);
    bench.set("camel.main.shutdownTimeout", "1");
    bench.set("caravan.cluster.longestBackOff", "2000");
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void aBackupARestoreAndAClaimEndWellHoweverOftenTheOperatorDies() {
    var site = Restored.prepare(bench);
    var applied = new HashSet<String>();
    site.begin();

    int lives = 0;
    Death death;
    do {
      death = new Death(applied);
      live(death, site);
      lives++;
    } while (death.hasCome() && lives < MOST_LIVES);

    assertThat(lives).isBetween(FEWEST_LIVES, MOST_LIVES - 1);
    site.assertEndsWell();
  }

  private static void live(Death death, Restored site) {
    bench.proxy().rule(death);
    try {
      bench.startOperator();
    } catch (InvalidInput e) {
      assertThat(death.hasCome()).as(e.getMessage()).isTrue();
    }
    Runs.eventually().until(() -> death.hasCome() || site.hasEnded());
    bench.stopOperator();
    site.assertImageIsThere();
  }
}
