package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.FaultProxy.Call;
import caravan.components.FaultProxy.Fate;
import caravan.components.FaultProxy.Rule;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An API server that fails in every way it can: a backup, a restore and a claim that is filled end
 * well all the same, and only once. Each kind of fault has a namespace of its own, and all go on at
 * once.
 */
class ApiFaultsIT {
  private static final int SLOW_MILLIS = 5_000;
  private static final int MANY_WATCHES = 25;

  private static OperatorBench bench;
  private static final Map<Faults, Restored> SITES = new EnumMap<>(Faults.class);

  /**
   * The first try of each write meets it, and the second when the client makes that by itself; so
   * does an update later on, now and then.
   */
  enum Faults {
    CONFLICTS(new Fate.Refused(409, "Conflict")),
    TOO_MANY_REQUESTS(new Fate.Refused(429, "TooManyRequests")),
    INTERNAL_ERRORS(new Fate.Refused(500, "InternalError")),
    CUT_BEFORE_THE_SERVER(new Fate.Cut(false)),
    CUT_BEFORE_THE_ANSWER(new Fate.Cut(true)),
    SLOW_WRITES(new Fate.Late(SLOW_MILLIS));

    private final Fate fate;
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final AtomicInteger met = new AtomicInteger();

    Faults(Fate fate) {
      this.fate = fate;
    }

    private Fate of(Call call) {
      if (!call.isWrite() || !meets(call)) {
        return new Fate.Passes();
      }
      met.incrementAndGet();
      return fate;
    }

    private boolean meets(Call call) {
      var write = call.method() + call.path();
      int before = tries.computeIfAbsent(write, _ -> new AtomicInteger()).getAndIncrement();
      int first = this == CONFLICTS ? 1 : 2;
      return before < first || call.method().equals("PUT") && before % 5 < first;
    }
  }

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
    bench.retries(1);
    bench.set("caravan.cluster.longestBackOff", "2000");
    for (var faults : Faults.values()) {
      SITES.put(faults, Restored.prepare(bench));
    }
    bench.proxy().rule(ApiFaultsIT::byNamespace);
    bench.startOperator();
    SITES.values().forEach(Restored::begin);
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  private static Fate byNamespace(Call call) {
    return SITES.entrySet().stream()
        .filter(it -> call.path().contains("/namespaces/" + it.getValue().namespace() + "/"))
        .findFirst()
        .map(it -> it.getKey().of(call))
        .orElse(new Fate.Passes());
  }

  @ParameterizedTest
  @EnumSource
  void allEndsWellWhateverTheWritesMeet(Faults faults) {
    SITES.get(faults).assertEndsWell();

    assertThat(faults.met).hasValueGreaterThan(20);
  }

  @Test
  void watchesThatBreakAndAreTooOldAreBegunAnew() {
    var site = Restored.prepare(bench);
    var old = new AtomicInteger();
    Rule before = ApiFaultsIT::byNamespace;
    bench
        .proxy()
        .rule(
            call -> {
              if (call.isWrite() && call.path().contains(site.namespace())) {
                bench.proxy().cutWatches();
              }
              return call.isWatch() && old.getAndIncrement() < MANY_WATCHES
                  ? new Fate.Refused(410, "Expired")
                  : before.of(call);
            });

    bench.proxy().cutWatches();
    site.begin();

    site.assertEndsWell();
    assertThat(old).hasValueGreaterThan(MANY_WATCHES);
  }

  @Test
  void theApiServerIsRestartedInTheMiddle() {
    var site = Restored.prepare(bench);
    site.begin();
    Site.soon().until(() -> site.movers() > 0);

    bench.cluster().api().stopServer();
    bench.cluster().api().startServer();

    site.assertEndsWell();
  }
}
