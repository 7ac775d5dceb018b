package caravan;

import caravan.local.FolderLock;
import caravan.local.LocalFolders;
import caravan.local.LocalSteps;
import caravan.metrics.PrometheusMetrics;
import caravan.mover.MoverServices;
import caravan.mover.MoverSteps;
import caravan.restic.InvalidInput;
import caravan.restic.repository.LockOwner;
import caravan.storage.RemoteStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/** Local mode as a whole: the routes, their steps and the engine, over folders. */
public final class LocalMode implements AutoCloseable {
  private static final List<String> ROUTES =
      List.of("replication", "local", "hooks", "mover", "storage");
  private static final List<String> CLOCKWORK = List.of("schedule", "watch-manifests");

  /**
   * What local mode is given.
   *
   * @param routes a folder of the user's own routes, null for none
   * @param settings over those in {@code routes/application.properties}
   * @param environment what every mover gets besides its Secret: proxies
   * @param program name and version, as recorded in snapshots
   */
  public record Settings(
      LocalFolders folders,
      Path routes,
      Map<String, String> settings,
      Map<String, String> environment,
      Clock clock,
      LockOwner owner,
      String program) {}

  private final CamelProgram camel;
  private final Settings settings;
  private final List<FolderLock> locks = new ArrayList<>();
  private LocalSteps steps;
  private ProducerTemplate template;
  private boolean closed;

  private LocalMode(Settings settings) {
    this.settings = settings;
    var overrides = new HashMap<String, String>();
    overrides.put("caravan.manifests", settings.folders().manifests().toString());
    overrides.putAll(settings.settings());
    camel = CamelProgram.init(ROUTES, overrides);
  }

  /**
   * Starts everything but the clockwork.
   *
   * @throws InvalidInput when the user's routes cannot be loaded
   */
  public static LocalMode start(Settings settings) {
    var mode = new LocalMode(settings);
    try {
      mode.lockFolders();
      mode.bindSteps();
      mode.camel.start();
      mode.template = mode.camel.template();
      mode.camel.replaceRoutes(settings.routes());
      return mode;
    } catch (Exception e) {
      mode.close();
      throw e instanceof InvalidInput wrong ? wrong : new IllegalStateException(e);
    }
  }

  /** Volumes that may only be read are backed up without a copy, and need no lock. */
  private void lockFolders() {
    var folders = settings.folders();
    locks.add(FolderLock.take(folders.state()));
    if (Files.isWritable(folders.volumes())) {
      locks.add(FolderLock.take(folders.work()));
    }
  }

  private void bindSteps() {
    var context = camel.context();
    RemoteStores.bindSteps(context);
    camel.bind(MoverSteps.byName());
    var services =
        new MoverServices(
            MoverFace.stores(context), settings.clock(), settings.owner(), settings.program());
    var metrics = new PrometheusMetrics(camel.registry(), settings.clock());
    steps = new LocalSteps(settings.folders(), services, metrics, settings.environment());
    camel.bind(steps.byName());
  }

  /** From now on the schedule ticks and changed manifests are noticed. */
  public void startClockwork() throws Exception {
    camel.startRoutes(CLOCKWORK);
    template.sendBody("direct:wake", null);
  }

  /** One look at everything, over when nobody has anything more to do. */
  public void runOnce() throws InterruptedException {
    template.sendBody("direct:wake", null);
    steps.workers().awaitIdle();
  }

  /** Whether any object is in error. */
  public boolean hasErrors() {
    return steps.objects().hasErrors();
  }

  public CamelContext context() {
    return camel.context();
  }

  /** Lets what is under way end for a while, then stops; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      camel.close();
      locks.forEach(FolderLock::close);
    }
  }
}
