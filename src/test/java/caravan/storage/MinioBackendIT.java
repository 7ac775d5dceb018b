package caravan.storage;

import caravan.components.MinioServer;
import java.util.Map;

/** The contract on a real MinIO. */
class MinioBackendIT extends S3BackendContract {
  private MinioServer server;

  @Override
  void startServer() {
    server = MinioServer.start();
  }

  @Override
  String address(String bucketAndPrefix) {
    return server.repository(bucketAndPrefix);
  }

  @Override
  Map<String, String> environment() {
    return server.environment();
  }

  @Override
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
