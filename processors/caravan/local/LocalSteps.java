package caravan.local;

import caravan.manifest.ManifestFolder;
import caravan.manifest.StatusFolder;
import caravan.mover.MoverServices;
import caravan.replication.FailedPass;
import caravan.replication.Hold;
import caravan.replication.SyncMetrics;
import caravan.replication.Synchronization;
import java.util.Map;

/** The steps of {@code routes/local} and {@code routes/replication}, by the names they use. */
public final class LocalSteps {
  private final Map<String, Object> byName;
  private final Workers workers;
  private final LocalObjects objects;

  /**
   * @param environment what every mover gets besides its Secret: proxies
   */
  public LocalSteps(
      LocalFolders folders,
      MoverServices services,
      SyncMetrics metrics,
      Map<String, String> environment) {
    var clock = services.clock();
    var statuses = new StatusFolder(folders.state());
    var manifests = new ManifestFolder(folders.manifests(), folders.state());
    var turns = new RepositoryTurns();
    var images = new ImagesInUse();
    objects = new LocalObjects(manifests, statuses, clock, metrics);
    var claims = new LocalClaims(folders, objects, statuses, images);
    workers = new Workers(objects, claims, turns);
    byName =
        Map.ofEntries(
            Map.entry("synchronization", new Synchronization(clock, metrics)),
            Map.entry("workers", workers),
            Map.entry("claims", claims),
            Map.entry("moverRuns", new MoverRuns(folders, objects, services, environment)),
            Map.entry("failedPass", new FailedPass()),
            Map.entry("awaitRepository", new AwaitRepository(objects, turns)),
            Map.entry("hold", new Hold(clock)),
            Map.entry("awaitVolume", new AwaitVolume(folders, objects)),
            Map.entry("copyVolume", new CopyVolume(folders)),
            Map.entry("provideVolume", new ProvideVolume(folders)),
            Map.entry("prepareCache", new PrepareCache(folders)),
            Map.entry("publishImage", new PublishImage(folders, clock)),
            Map.entry("cleanUp", new CleanUp(folders, images)),
            Map.entry("writeStatus", new WriteStatus(objects)));
  }

  public Map<String, Object> byName() {
    return byName;
  }

  public Workers workers() {
    return workers;
  }

  public LocalObjects objects() {
    return objects;
  }
}
