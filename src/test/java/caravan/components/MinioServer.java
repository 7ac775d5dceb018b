package caravan.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;

/**
 * A real MinIO on a free loopback port with an empty folder; from a container where there is no
 * binary but a Docker engine.
 */
public final class MinioServer implements AutoCloseable {
  public static final String ACCESS_KEY = "caravan";
  public static final String SECRET_KEY = "caravan-secret";
  private static final String IMAGE = "minio/minio:latest";
  private final String endpoint;
  private final AutoCloseable server;

  private MinioServer(String endpoint, AutoCloseable server) {
    this.endpoint = endpoint;
    this.server = server;
  }

  /** A test without MinIO is skipped, or fails under {@code CI=true}. */
  public static MinioServer start() {
    if (!Components.has("minio") && DockerClientFactory.instance().isDockerAvailable()) {
      return container();
    }
    return process(null, Map.of());
  }

  /**
   * With TLS.
   *
   * @param certificates a folder with {@code public.crt} and {@code private.key}
   */
  public static MinioServer startTls(Path certificates) {
    return process(certificates, Map.of());
  }

  /** With more of MinIO's own variables, for example {@code MINIO_DOMAIN}. */
  public static MinioServer start(Map<String, String> environment) {
    return process(null, environment);
  }

  private static MinioServer container() {
    var container = new MinIOContainer(IMAGE).withUserName(ACCESS_KEY).withPassword(SECRET_KEY);
    container.start();
    return new MinioServer(container.getS3URL(), container);
  }

  private static MinioServer process(Path certificates, Map<String, String> environment) {
    try {
      var folder = Files.createTempDirectory("minio");
      int port = ServerProcess.freePort();
      var variables = new HashMap<>(environment);
      variables.put("MINIO_ROOT_USER", ACCESS_KEY);
      variables.put("MINIO_ROOT_PASSWORD", SECRET_KEY);
      var process = ServerProcess.start(folder, variables, command(folder, port, certificates));
      process.awaitPort(port);
      var scheme = certificates == null ? "http" : "https";
      return new MinioServer(scheme + "://127.0.0.1:" + port, () -> stop(process, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path folder, int port, Path certificates) {
    var command = new ArrayList<>(List.of(Components.minio().toString(), "server", "--quiet"));
    command.addAll(List.of("--address", "127.0.0.1:" + port, "--console-address", "127.0.0.1:0"));
    if (certificates != null) {
      command.addAll(List.of("--certs-dir", certificates.toString()));
    }
    command.add(folder.resolve("data").toString());
    return command;
  }

  private static void stop(ServerProcess process, Path folder) throws IOException {
    process.close();
    Folders.delete(folder);
  }

  public String endpoint() {
    return endpoint;
  }

  /** The address of a repository, as restic writes it. */
  public String repository(String bucketAndPrefix) {
    return "s3:" + endpoint + "/" + bucketAndPrefix;
  }

  /** The variables that hold its keys. */
  public Map<String, String> environment() {
    return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("MinIO did not stop: " + e.getMessage(), e);
    }
  }
}
