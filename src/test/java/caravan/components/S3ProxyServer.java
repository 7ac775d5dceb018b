package caravan.components;

import java.net.URI;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 server inside this JVM that keeps everything in memory and checks signatures. */
public final class S3ProxyServer implements AutoCloseable {
  public static final String ACCESS_KEY = "demo-access-key";
  public static final String SECRET_KEY = "demo-secret-key-of-40-characters-0123456";
  private final S3Proxy server;

  private S3ProxyServer(S3Proxy server) {
    this.server = server;
  }

  /** Starts one on a free loopback port. */
  public static S3ProxyServer start() {
    BlobStore store = new TransientNio2BlobStore();
    var server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .ignoreUnknownHeaders(true)
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not start: " + e.getMessage(), e);
    }
    return new S3ProxyServer(server);
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** The address of a repository, as restic writes it. */
  public String repository(String bucketAndPrefix) {
    return "s3:" + endpoint() + "/" + bucketAndPrefix;
  }

  /** The variables that hold its keys. */
  public Map<String, String> environment() {
    return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server did not stop: " + e.getMessage(), e);
    }
  }
}
