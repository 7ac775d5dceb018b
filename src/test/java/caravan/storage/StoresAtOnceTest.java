package caravan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.S3ProxyServer;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;

/** Runs that open, use and close stores of their own in one context do not disturb each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoresAtOnceTest {
  private static final int RUNS = 8;
  private static final int ROUNDS = 3;
  private S3ProxyServer server;
  private ExecutorService threads;

  @BeforeAll
  void start() {
    server = S3ProxyServer.start();
    threads = Executors.newFixedThreadPool(RUNS);
  }

  @AfterAll
  void stop() {
    threads.close();
    server.close();
  }

  /** What is made with the first store of a context is what they get in each other's way with. */
  @RepeatedTest(10)
  void storesComeAndGoWhileOthersAreInUse() throws Exception {
    try (var context = new DefaultCamelContext();
        var stores = RemoteStores.in(context)) {
      context.disableJMX();
      var runs = IntStream.range(0, RUNS).mapToObj(run -> run(stores, "bucket-" + run)).toList();

      for (var run : threads.invokeAll(runs)) {
        assertThat(run.get()).isEqualTo(ROUNDS);
      }
      assertThat(context.getEndpoints()).noneMatch(it -> it.getEndpointUri().contains("s3-client"));
    }
  }

  private Callable<Integer> run(RemoteStores stores, String bucket) {
    return () -> {
      int stored = 0;
      for (int round = 0; round < ROUNDS; round++) {
        stored += storeOne(stores, bucket + "/" + round);
      }
      return stored;
    };
  }

  private int storeOne(RemoteStores stores, String place) {
    var content = place.getBytes(StandardCharsets.UTF_8);
    var handle = FileHandle.of(FileType.DATA, Id.hash(content));
    var settings = StoreSettings.of(server.environment());
    try (var backend = stores.open(server.repository(place), settings)) {
      backend.create();
      backend.save(handle, ByteBuffer.wrap(content));
      return backend.size(handle) == content.length ? 1 : 0;
    }
  }
}
