package caravan;

import caravan.local.LocalFolders;
import caravan.restic.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan local}: the manifests of a folder over volumes that are folders. */
@Command(
    name = "caravan local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Backs up folders by the same manifests as on a cluster, and brings them back:",
      "the volume of a claim is the folder of its name below --volumes."
    },
    footer = {
      "",
      "Examples:",
      "  caravan local --manifests /etc/caravan --volumes /srv/volumes",
      "  caravan local --manifests /etc/caravan --volumes /srv/volumes --once"
    })
final class LocalFace implements Runnable {
  private static final Set<String> FOR_MOVERS =
      Set.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");

  private final ProcessFacts process;
  private int exitCode;

  @Option(names = "--manifests", required = true, paramLabel = "DIR")
  private Path manifests;

  @Option(names = "--volumes", required = true, paramLabel = "DIR")
  private Path volumes;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "where statuses are written (default: status beside the manifests)")
  private Path state;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "where movers cache (default: RESTIC_CACHE_DIR, or .caravan/cache in --volumes)")
  private Path cache;

  @Mixin private RouteOptions routing = new RouteOptions();

  @Option(
      names = "--once",
      description =
          "do what is due now, then end: 0 when all is well, 1 when an object is in error")
  private boolean once;

  LocalFace(ProcessFacts process) {
    this.process = process;
  }

  int run(List<String> words) {
    return FaceCommand.run(this, process, words, () -> exitCode);
  }

  @Override
  public void run() {
    requireFolder("--manifests", manifests);
    requireFolder("--volumes", volumes);
    var mode = LocalMode.start(settings());
    try (mode) {
      if (!closesOnSignal(mode)) {
        return;
      }
      if (once) {
        mode.runOnce();
        exitCode = mode.hasErrors() ? 1 : 0;
      } else {
        mode.startClockwork();
        new CountDownLatch(1).await(); // until a signal
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** False when the signal came during the start. */
  private static boolean closesOnSignal(LocalMode mode) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(mode::close, "stop"));
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  private LocalMode.Settings settings() {
    var defaults = LocalFolders.of(manifests.toAbsolutePath(), volumes.toAbsolutePath());
    var named = process.environment().getOrDefault("RESTIC_CACHE_DIR", "");
    var fallback = named.isEmpty() ? defaults.cache() : Path.of(named);
    var folders =
        new LocalFolders(
            defaults.manifests(),
            defaults.volumes(),
            state == null ? defaults.state() : state.toAbsolutePath(),
            (cache == null ? fallback : cache).toAbsolutePath());
    var environment = new HashMap<>(process.environment());
    environment.keySet().retainAll(FOR_MOVERS);
    return new LocalMode.Settings(
        folders,
        routing.routes,
        all(),
        environment,
        process.clock(),
        process.owner(),
        "caravan " + process.version());
  }

  /** A run that ends by itself needs no port. */
  private Map<String, String> all() {
    var all = new TreeMap<String, String>();
    if (once) {
      all.put("camel.management.enabled", "false");
    }
    all.putAll(routing.settings);
    return all;
  }

  private static void requireFolder(String option, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInput(
          option + ": there is no folder " + folder + "; mount or create it, or name another");
    }
  }
}
