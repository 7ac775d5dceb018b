package caravan.storage;

import caravan.restic.backend.Backend;
import caravan.restic.backend.BackendContract;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;

/** The contract of every backend, kept by the S3 routes; each test has a bucket of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3BackendContract extends BackendContract {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private final RemoteStores stores = RemoteStores.standalone();
  private S3Store behind;

  /** The address of a repository in a bucket of this server. */
  abstract String address(String bucketAndPrefix);

  abstract Map<String, String> environment();

  @Override
  protected Backend openEmpty() {
    var address = address("bucket-" + BUCKETS.incrementAndGet() + "/some/prefix");
    var settings = StoreSettings.of(environment());
    if (behind != null) {
      behind.close();
    }
    behind = S3Store.open(address, settings, "behind");
    return stores.open(address, settings);
  }

  @Override
  protected void putForeign(String path, byte[] content) {
    var location = S3Location.parse(behind.location());
    behind
        .client()
        .putObject(
            it -> it.bucket(location.bucket()).key(location.key(path)),
            RequestBody.fromBytes(content));
  }

  abstract void startServer();

  @BeforeAll
  void start() {
    startServer();
  }

  @AfterAll
  void stop() {
    stores.close();
    if (behind != null) {
      behind.close();
    }
    stopServer();
  }

  abstract void stopServer();
}
