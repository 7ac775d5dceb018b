package caravan.mover;

import caravan.restic.backend.Backend;
import caravan.restic.backend.LocalBackend;
import caravan.restic.repository.LockOwner;
import caravan.storage.RemoteStores;
import caravan.storage.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/** Runs movers through their real routes, as Main wires them, and keeps the log of each run. */
final class MoverBench implements AutoCloseable {
  static final String PASSWORD = "a password";
  private static final List<String> FILES =
      List.of("mover", "backup", "restore", "prune", "check", "unlock");
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final RemoteStores remote = RemoteStores.in(context);
  private final Map<String, String> environment = new HashMap<>();
  private final Clock clock = Clock.systemUTC();
  private List<String> log = List.of();

  MoverBench(String repository, Map<String, String> keys) throws Exception {
    context.disableJMX();
    MoverSteps.byName().forEach(context.getRegistry()::bind);
    for (var file : FILES) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("classpath:routes/mover/" + file + ".camel.yaml"));
    }
    context.start();
    environment.putAll(keys);
    environment.put("RESTIC_REPOSITORY", repository);
    environment.put("RESTIC_PASSWORD", PASSWORD);
    environment.put("FORGET_OPTIONS", "--keep-last 10");
  }

  MoverBench with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  MoverResult run(Path volume, String... words) {
    environment.put("DATA_DIR", volume.toString());
    var lines = new ArrayList<String>();
    log = lines;
    var services =
        new MoverServices(
            this::open, clock, new LockOwner("this-pod", "root", 1, 0, 0), "caravan test");
    var run =
        new MoverRun(
            Operation.parse(List.of(words)),
            MoverEnvironment.from(environment),
            services,
            new MoverLog(lines::add));
    return context.createProducerTemplate().requestBody("direct:mover", run, MoverResult.class);
  }

  List<String> log() {
    return log;
  }

  Backend open(String address, Map<String, String> settings) {
    return RemoteStores.isRemote(address)
        ? remote.open(address, StoreSettings.of(settings))
        : new LocalBackend(Path.of(address));
  }

  @Override
  public void close() {
    remote.close();
    context.stop();
  }
}
