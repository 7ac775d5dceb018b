package caravan;

import caravan.mover.MoverEnvironment;
import caravan.mover.MoverLog;
import caravan.mover.MoverResult;
import caravan.mover.MoverRun;
import caravan.mover.MoverServices;
import caravan.mover.MoverSteps;
import caravan.mover.Operation;
import caravan.mover.Stores;
import caravan.restic.ResticException;
import caravan.restic.backend.Backend;
import caravan.restic.backend.LocalBackend;
import caravan.storage.RemoteStores;
import caravan.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** {@code caravan mover ...}: one run over one volume in a context of its own, then the end. */
final class MoverFace {
  private static final String ROUTES = "classpath:routes/mover/";
  private static final List<String> ROUTE_FILES =
      List.of("mover", "backup", "restore", "prune", "check", "unlock");

  /** Where Kubernetes reads a container's last words. */
  private static final String TERMINATION_MESSAGE = "/dev/termination-log";

  private static final Duration LONGEST_END = Duration.ofSeconds(8);

  private final ProcessFacts process;

  MoverFace(ProcessFacts process) {
    this.process = process;
  }

  int run(List<String> words) {
    var log = new MoverLog(process.out()::println);
    try (var context = context()) {
      var operations = Operation.parse(words);
      var environment = MoverEnvironment.from(process.environment());
      var services =
          new MoverServices(
              stores(context), process.clock(), process.owner(), "caravan " + process.version());
      var run = new MoverRun(operations, environment, services, log);
      return run(run, context.createProducerTemplate());
    } catch (ResticException e) {
      log.line("Fatal: " + e.getMessage());
      leaveMessage(MoverResult.refused(e, process.clock()));
      return e.exitCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int run(MoverRun run, ProducerTemplate template) {
    var ending = new Thread(() -> end(run), "end-run");
    Runtime.getRuntime().addShutdownHook(ending);
    MoverResult result;
    boolean isOver;
    try {
      result = template.requestBody("direct:mover", run, MoverResult.class);
    } finally {
      isOver = isOver(ending);
    }
    if (isOver) {
      leaveMessage(result);
    }
    return result.exitCode();
  }

  /** The process was told to end: its last words come first, giving back a lock may take time. */
  private void end(MoverRun run) {
    leaveMessage(run.interrupted());
    try {
      var release = Thread.ofPlatform().daemon().name("give-back-lock").start(run::giveBackLock);
      release.join(LONGEST_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when a signal came first, and with it the end. */
  private static boolean isOver(Thread ending) {
    try {
      return Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /** Opens folders directly and everything else through the storage routes. */
  static Stores stores(CamelContext context) {
    var remote = RemoteStores.in(context);
    return (address, settings) -> open(remote, address, settings);
  }

  private static Backend open(RemoteStores remote, String address, Map<String, String> settings) {
    if (!RemoteStores.isRemote(address)) {
      return new LocalBackend(Path.of(LocalBackend.folderOf(address)));
    }
    return remote.open(address, StoreSettings.of(settings));
  }

  private static DefaultCamelContext context() {
    var context = new DefaultCamelContext();
    context.disableJMX();
    context.setStreamCaching(false);
    MoverSteps.byName().forEach(context.getRegistry()::bind);
    var loader = PluginHelper.getRoutesLoader(context);
    var resources = PluginHelper.getResourceLoader(context);
    try {
      for (var file : ROUTE_FILES) {
        loader.loadRoutes(resources.resolveResource(ROUTES + file + ".camel.yaml"));
      }
      context.start();
    } catch (Exception e) {
      throw new IllegalStateException("the mover's routes do not start: " + e.getMessage(), e);
    }
    return context;
  }

  private void leaveMessage(MoverResult result) {
    var chosen = process.environment().getOrDefault("CARAVAN_RESULT_FILE", TERMINATION_MESSAGE);
    var file = Path.of(chosen);
    try {
      if (!chosen.equals(TERMINATION_MESSAGE) || Files.isWritable(file)) {
        Files.write(file, result.toJson());
      }
    } catch (IOException e) {
      process.err().println("cannot write the result to " + file + ": " + e.getMessage());
    }
  }
}
