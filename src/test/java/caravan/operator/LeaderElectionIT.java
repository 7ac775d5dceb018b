package caravan.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import caravan.ProgramProcess;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several operators, processes of the packaged program, one works. */
class LeaderElectionIT {
  /** The whole line: one that waits names who leads. */
  private static final String LEADS = "INFO  leads, by the lease";

  private static OperatorBench bench;
  @TempDir Path folder;
  private final List<Operator> operators = new ArrayList<>();

  /** One operator, and the folder with what it prints. */
  private record Operator(Process process, Path folder) {
    String errors() {
      try {
        return Files.readString(folder.resolve("errors"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void awaitSaying(String text, Duration within) {
      await().atMost(within).untilAsserted(() -> assertThat(errors()).contains(text));
    }
  }

  @BeforeAll
  static void start() {
    bench = OperatorBench.withoutOperator();
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
    }
  }

  @AfterEach
  void endOperators() throws InterruptedException {
    for (var operator : operators) {
      operator.process().destroyForcibly().waitFor();
    }
    leases().delete();
    Site.soon().until(() -> leases().get() == null);
  }

  private static io.fabric8.kubernetes.client.dsl.Resource<Lease> leases() {
    return bench
        .client()
        .leases()
        .inNamespace(OperatorBench.NAMESPACE)
        .withName("caravan-operator");
  }

  private Operator operator(String... more) throws IOException {
    var its = Files.createDirectory(folder.resolve("operator-" + operators.size()));
    var words =
        new ArrayList<>(
            List.of(
                "operator",
                "--kubeconfig=" + bench.kubeconfig(its.resolve("kubeconfig")),
                "--lease-namespace=" + OperatorBench.NAMESPACE,
                "--mover-image=" + OperatorBench.IMAGE,
                "--set=camel.management.enabled=false"));
    words.addAll(List.of(more));
    var operator =
        new Operator(ProgramProcess.start(its, Map.of(), words.toArray(String[]::new)), its);
    operators.add(operator);
    return operator;
  }

  private Operator leader() throws IOException {
    var leader = operator();
    leader.awaitSaying(LEADS, Duration.ofSeconds(60));
    return leader;
  }

  private Operator waiting() throws IOException {
    var waiting = operator();
    waiting.awaitSaying("waits: ", Duration.ofSeconds(60));
    return waiting;
  }

  @Test
  void theSecondWorksSoonAfterTheFirstWasKilled() throws Exception {
    var first = leader();
    var second = waiting();

    first.process().destroyForcibly();

    second.awaitSaying(LEADS, Duration.ofSeconds(25));
    assertWorks("after-kill");
  }

  @Test
  void theSecondWorksAtOnceWhenTheFirstIsToldToStop() throws Exception {
    var first = leader();
    var second = waiting();

    ProgramProcess.signal(first.process(), "TERM");

    assertThat(first.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    second.awaitSaying(LEADS, Duration.ofSeconds(5));
    assertThat(first.errors()).doesNotContain("Fatal", "Exception");
  }

  @Test
  void oneThatSleptLongerThanItsLeaseEndsWhenItWakes() throws Exception {
    var first = leader();
    var second = waiting();

    ProgramProcess.signal(first.process(), "STOP");
    second.awaitSaying(LEADS, Duration.ofSeconds(30));
    ProgramProcess.signal(first.process(), "CONT");

    assertEndsForItsLease(first);
    assertThat(second.process().isAlive()).isTrue();
  }

  @Test
  void oneWhoseLeaseWasTakenEnds() throws Exception {
    var first = leader();

    leases()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":\"mallory\"}}");

    assertEndsForItsLease(first);
  }

  private static void assertEndsForItsLease(Operator operator) throws InterruptedException {
    assertThat(operator.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(operator.process().exitValue()).isEqualTo(1);
    assertThat(operator.errors())
        .contains("Fatal: the lease could not be renewed in time, or another operator has taken it")
        .doesNotContain("Exception");
  }

  @Test
  void oneThatNeedsNoLeaseTakesNone() throws Exception {
    operator("--no-leader-elect").awaitSaying("leads, without a lease", Duration.ofSeconds(60));

    assertWorks("without-lease");
    assertThat(leases().get()).isNull();
  }

  /** A source that cannot be served says so, which takes no mover. */
  private static void assertWorks(String name) {
    var site = bench.site();
    site.source(name, "first");
    Site.soon()
        .untilAsserted(
            () -> assertThat(site.condition(Site.SOURCE, name, "Healthy")).startsWith("False"));
  }
}
