package caravan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3TransportTest {
  private static final byte[] CONTENT = new byte[64 << 10];
  private static final FileHandle PACK = FileHandle.of(FileType.DATA, Id.hash(CONTENT));
  private final RemoteStores stores = RemoteStores.standalone();
  private FaultyServer server;

  @BeforeEach
  void start() throws IOException {
    server = FaultyServer.start();
  }

  @AfterEach
  void stop() {
    stores.close();
    server.close();
  }

  private static StoreSettings settings(Map<String, String> more) {
    var environment = new java.util.HashMap<>(more);
    environment.put("AWS_ACCESS_KEY_ID", "key");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    return StoreSettings.of(environment);
  }

  @Test
  void speaksThroughTheProxyToTheBucketsOwnHost() {
    var seen = headers("Host");
    var settings =
        settings(Map.of("HTTP_PROXY", server.endpoint()))
            .withOptions(Map.of("s3.bucket-lookup", "dns"));

    try (var backend = stores.open("s3:http://store.example/bucket/p", settings)) {
      backend.save(PACK, ByteBuffer.wrap(CONTENT));
    }

    assertThat(seen).containsExactly("bucket.store.example");
  }

  @Test
  void sendsNoChecksumThatOtherServersRefuse() {
    var trailer = headers("x-amz-trailer");
    var encoding = headers("x-amz-checksum-crc32");
    var hash = headers("x-amz-content-sha256");

    try (var backend = stores.open(server.repository(), settings(Map.of()))) {
      backend.save(PACK, ByteBuffer.wrap(CONTENT));
    }

    assertThat(trailer).containsOnlyNulls();
    assertThat(encoding).containsOnlyNulls();
    assertThat(hash).containsExactly(PACK.name());
  }

  @Test
  void sendsTheNameAsChecksumWhenAsked() {
    var sent = headers("x-amz-checksum-sha256");
    var settings = settings(Map.of()).withOptions(Map.of("s3.checksum", "true"));

    try (var backend = stores.open(server.repository(), settings)) {
      backend.save(PACK, ByteBuffer.wrap(CONTENT));
    }

    var bytes = Id.parse(PACK.name()).toBytes();
    assertThat(sent).containsExactly(java.util.Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void keepsToTheUploadLimit() {
    var settings = settings(Map.of()).withRates(128, 0);

    try (var backend = stores.open(server.repository(), settings)) {
      var before = System.nanoTime();
      backend.save(PACK, ByteBuffer.wrap(CONTENT));

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(halfASecondNearly());
    }
  }

  @Test
  void keepsToTheDownloadLimit() {
    var settings = settings(Map.of()).withRates(0, 128);

    try (var backend = stores.open(server.repository(), settings)) {
      backend.save(PACK, ByteBuffer.wrap(CONTENT));
      var before = System.nanoTime();
      backend.load(PACK);

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(halfASecondNearly());
    }
  }

  private static Duration halfASecondNearly() {
    return Duration.ofMillis(400);
  }

  private List<String> headers(String name) {
    var seen = new CopyOnWriteArrayList<String>();
    server.watch(it -> seen.add(it.getRequestHeaders().getFirst(name)));
    return seen;
  }
}
