package caravan.storage;

import caravan.components.S3ProxyServer;
import java.util.Map;

/** The contract on the S3 server inside this JVM. */
class S3ProxyBackendTest extends S3BackendContract {
  private S3ProxyServer server;

  @Override
  void startServer() {
    server = S3ProxyServer.start();
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
    server.close();
  }
}
