package caravan.mover;

import caravan.components.MinioServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Movers and restic on a real MinIO, in buckets that are not there at first. */
class MoverMinioIT extends MoverContract {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static MinioServer server;

  @BeforeAll
  static void start() {
    server = MinioServer.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  String emptyPlace(Path folder) {
    return server.repository("volumes-" + BUCKETS.incrementAndGet() + "/app");
  }

  @Override
  Map<String, String> environment() {
    return server.environment();
  }
}
