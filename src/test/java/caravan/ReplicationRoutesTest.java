package caravan;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ObjectKey;
import caravan.api.Replication;
import caravan.api.Trigger;
import caravan.replication.FailedPass;
import caravan.replication.Hold;
import caravan.replication.Outcome;
import caravan.replication.Progress.Failed;
import caravan.replication.Progress.Waiting;
import caravan.replication.Reconciliation;
import caravan.replication.Samples;
import caravan.replication.SyncMetrics;
import caravan.replication.Synchronization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workflows of {@code routes/replication} with a platform that only notes what it is asked. */
class ReplicationRoutesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
  private static final List<String> VERBS =
      List.of(
          "await-repository",
          "copy-volume",
          "provide-volume",
          "prepare-cache",
          "run-mover",
          "await-volume",
          "publish-image",
          "clean-up",
          "write-status",
          "on-success",
          "on-failure",
          "before-copy",
          "after-copy");

  private final List<String> asked = new ArrayList<>();
  private CamelContext context;

  @BeforeEach
  void loadRoutes() throws Exception {
    context = new DefaultCamelContext();
    context.disableJMX();
    var registry = context.getRegistry();
    registry.bind(
        "synchronization", new Synchronization(Clock.fixed(NOW, ZoneOffset.UTC), new NoMetrics()));
    registry.bind("hold", new Hold(Clock.fixed(NOW, ZoneOffset.UTC)));
    registry.bind("failedPass", new FailedPass());
    var loader = PluginHelper.getRoutesLoader(context);
    var resources = PluginHelper.getResourceLoader(context);
    for (var file : List.of("errors", "source", "destination", "hooks", "hold")) {
      loader.loadRoutes(
          resources.resolveResource("classpath:routes/replication/" + file + ".camel.yaml"));
    }
    context.addRoutes(new Platform());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aSourceStartsItsFirstRunAndDoesNothingElse() throws Exception {
    var pass = reconcile(Samples.source(Trigger.NONE));

    assertThat(asked).containsExactly("write-status");
    assertThat(pass.isUnfinished()).isTrue();
  }

  @Test
  void aBackupIsATableOfContents() throws Exception {
    advise("source-synchronizing", "run-backup", ReplicationRoutesTest::succeed);

    var pass = reconcile(started(Samples.source(Trigger.NONE)));

    assertThat(asked)
        .containsExactly(
            "await-repository",
            "await-volume",
            "copy-volume",
            "prepare-cache",
            "write-status",
            "on-success");
    assertThat(pass.isCompleted()).isTrue();
  }

  @Test
  void aRestoreIsPublishedOnlyAfterTheMoverEndedWell() throws Exception {
    advise("destination-synchronizing", "run-restore", ReplicationRoutesTest::succeed);

    var pass = reconcile(started(Samples.destination(Trigger.NONE)));

    assertThat(asked)
        .containsExactly(
            "await-repository",
            "provide-volume",
            "prepare-cache",
            "publish-image",
            "write-status",
            "on-success");
    assertThat(pass.isCompleted()).isTrue();
  }

  @Test
  void aVerbThatMustWaitSaysWhyAndNothingIsCompleted() throws Exception {
    advise(
        "source-synchronizing",
        "copy-volume-verb",
        pass -> pass.with(new Waiting("the snapshot is not ready", null)));

    var pass = reconcile(started(Samples.source(Trigger.NONE)));

    assertThat(pass.isCompleted()).isFalse();
    assertThat(message(pass)).isEqualTo("Waiting: the snapshot is not ready");
    assertThat(asked).doesNotContain("on-success", "on-failure").contains("write-status");
  }

  @Test
  void aRouteThatBreaksFailsThePassAndTheStatusIsStillWritten() throws Exception {
    advise(
        "source-synchronizing",
        "prepare-source-cache",
        pass -> {
          throw new IllegalStateException("the disk is gone");
        });

    var pass = reconcile(started(Samples.source(Trigger.NONE)));

    assertThat(message(pass)).isEqualTo("the disk is gone");
    assertThat(asked).contains("clean-up", "write-status", "on-failure");
  }

  @Test
  void aBrokenHookAfterTheRunChangesNothing() throws Exception {
    advise("source-synchronizing", "run-backup", ReplicationRoutesTest::succeed);
    breakHook("on-success");

    var pass = reconcile(started(Samples.source(Trigger.NONE)));

    assertThat(pass.isCompleted()).isTrue();
    assertThat(pass.isFailed()).isFalse();
  }

  @Test
  void whatWritesToTheVolumeIsStoppedOnlyAfterTheStatusHasSaidSo() throws Exception {
    advise("source-synchronizing", "await-volume-verb", Reconciliation::due);

    var announced = reconcile(started(Samples.source(Trigger.NONE)));
    var askedFirst = List.copyOf(asked);
    reconcile(announced.object());

    assertThat(announced.isUnfinished()).isTrue();
    assertThat(announced.status().run().heldSince()).isEqualTo(NOW);
    assertThat(askedFirst).contains("write-status").doesNotContain("before-copy");
    assertThat(asked).containsSubsequence("before-copy", "copy-volume");
  }

  @Test
  void whatWasStoppedGoesOnBeforeTheMoverReadsTheCopy() throws Exception {
    advise("source-synchronizing", "copy-volume-verb", Reconciliation::copied);

    var pass = reconcile(held(Samples.source(Trigger.NONE)));

    assertThat(asked)
        .containsExactly(
            "await-repository",
            "await-volume",
            "after-copy",
            "prepare-cache",
            "run-mover",
            "write-status");
    assertThat(pass.status().run().heldSince()).isNull();
  }

  @Test
  void whatWasStoppedGoesOnWhenTheAttemptFails() throws Exception {
    advise(
        "source-synchronizing",
        "copy-volume-verb",
        pass -> pass.attempting().with(new Failed("no room", "")));

    var pass = reconcile(held(Samples.source(Trigger.NONE)));

    assertThat(asked).containsSubsequence("after-copy", "clean-up");
    assertThat(pass.status().run().heldSince()).isNull();
  }

  @Test
  void aHookThatCannotStartWhatWasStoppedIsCalledAgain() throws Exception {
    advise("source-synchronizing", "copy-volume-verb", Reconciliation::copied);
    breakHook("after-copy");

    var pass = reconcile(held(Samples.source(Trigger.NONE)));

    assertThat(message(pass)).isEqualTo("the hook after-copy failed: no answer; look at its route");
    assertThat(pass.status().run().heldSince()).isNotNull();
  }

  private static Replication held(Replication object) {
    var run = started(object).status().run().edit().heldSince(NOW.minusSeconds(1)).build();
    return started(object).withStatus(started(object).status().edit().run(run).build());
  }

  private void breakHook(String hook) throws Exception {
    AdviceWith.adviceWith(
        context,
        hook,
        route ->
            route
                .weaveByToUri("mock:asked")
                .replace()
                .throwException(new IllegalStateException("no answer")));
  }

  /** Puts a function in the place of a step. */
  private void advise(String route, String step, UnaryOperator<Reconciliation> becomes)
      throws Exception {
    AdviceWith.adviceWith(
        context,
        route,
        advice ->
            advice
                .weaveById(step)
                .replace()
                .process(
                    exchange -> {
                      var pass = exchange.getMessage().getBody(Reconciliation.class);
                      exchange.setVariable("pass", pass);
                      exchange.getMessage().setBody(becomes.apply(pass));
                    }));
  }

  private Reconciliation reconcile(Replication object) throws Exception {
    context.start();
    return context
        .createProducerTemplate()
        .requestBody(
            "direct:reconcile-" + object.role(),
            Reconciliation.of(object, NOW),
            Reconciliation.class);
  }

  private static Reconciliation succeed(Reconciliation pass) {
    return pass.withOutcome(
        new Outcome(
            true,
            "saved",
            "1234abcd",
            Outcome.Figures.NONE,
            false,
            false,
            null,
            Outcome.Unreadable.NONE));
  }

  private static Replication started(Replication object) {
    return object.withStatus(object.status().edit().lastSyncStartTime(NOW.minusSeconds(5)).build());
  }

  private static String message(Reconciliation pass) {
    return pass.status().conditions().getFirst().message();
  }

  /** Every verb and hook, each noting that it was asked while the pass was ready or done. */
  private final class Platform extends RouteBuilder {
    @Override
    public void configure() {
      for (var verb : VERBS) {
        from("direct:" + verb).routeId(verb).process(exchange -> asked.add(verb)).to("mock:asked");
      }
    }
  }

  private static final class NoMetrics implements SyncMetrics {
    @Override
    public void observed(Replication object, boolean outOfSync) {}

    @Override
    public void completed(Replication object, Duration duration) {}

    @Override
    public void missedInterval(Replication object) {}

    @Override
    public void forget(ObjectKey key) {}
  }
}
