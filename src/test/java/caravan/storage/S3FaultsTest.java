package caravan.storage;

import static caravan.storage.FaultyServer.cutBody;
import static caravan.storage.FaultyServer.error;
import static caravan.storage.FaultyServer.hangUp;
import static caravan.storage.FaultyServer.html;
import static caravan.storage.FaultyServer.standStill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import caravan.restic.AccessDenied;
import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.backend.Backend;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3FaultsTest {
  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "very-secret");
  private static final byte[] CONTENT = new byte[100_000];
  private static final FileHandle PACK = FileHandle.of(FileType.DATA, Id.hash(CONTENT));
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final RemoteStores stores = RemoteStores.in(context);
  private FaultyServer server;
  private Backend backend;

  @BeforeAll
  void hurry() {
    context.getPropertiesComponent().addOverrideProperty("storage.retry.delay", "1");
    context.getPropertiesComponent().addOverrideProperty("storage.retry.maximumDelay", "5");
  }

  @BeforeEach
  void start() throws IOException {
    server = FaultyServer.start();
    backend = open(server.repository(), Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    backend.close();
    server.close();
  }

  @AfterAll
  void stopCamel() {
    stores.close();
    context.stop();
  }

  private Backend open(String address, Duration patience) {
    var settings = StoreSettings.of(KEYS).withPatience(patience, patience, Duration.ofMillis(400));
    return stores.open(address, settings);
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError",
    "502, BadGateway",
    "503, SlowDown",
    "504, Timeout",
    "429, TooManyRequests",
    "408, Timeout",
    "400, RequestTimeout"
  })
  void triesAgainWhatMayPass(int status, String code) {
    server.next(error(status, code), error(status, code), error(status, code));

    save();

    assertThat(server.requests()).isEqualTo(4);
    assertThat(backend.load(PACK)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, true",
    "403, InvalidAccessKeyId, true",
    "400, ExpiredToken, true",
    "403, RequestTimeTooSkewed, false",
    "507, XMinioStorageFull, false"
  })
  void tellsWrongKeysFromOtherRefusals(int status, String code, boolean isDenied) {
    server.next(error(status, code));

    var failure = catchThrowable(this::save);

    assertThat(failure instanceof AccessDenied).isEqualTo(isDenied);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, access denied",
    "403, InvalidAccessKeyId, AWS_ACCESS_KEY_ID",
    "403, SignatureDoesNotMatch, AWS_SECRET_ACCESS_KEY",
    "403, RequestTimeTooSkewed, clock",
    "400, ExpiredToken, AWS_SESSION_TOKEN",
    "400, AuthorizationHeaderMalformed, AWS_DEFAULT_REGION",
    "404, NoSuchBucket, create it",
    "507, XMinioStorageFull, full",
    "501, NotImplemented, NotImplemented"
  })
  void asksOnceWhatIsRefused(int status, String code, String hint) {
    server.next(error(status, code));

    assertThatThrownBy(this::save)
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining("bucket")
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining(hint)
        .hasMessageNotContaining("very-secret");

    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void asksOnceForAFileThatIsMissing() {
    assertThatThrownBy(() -> backend.load(PACK)).isInstanceOf(FileMissing.class);

    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void readsAgainWhatArrivedShort() {
    save();
    server.next(cutBody(), cutBody());

    assertThat(backend.load(PACK)).isEqualTo(CONTENT);
    assertThat(server.requests()).isEqualTo(4);
  }

  @Test
  void triesAgainWhenTheServerHangsUp() {
    server.next(hangUp(), hangUp());

    save();

    assertThat(backend.load(PACK)).isEqualTo(CONTENT);
  }

  @Test
  void breaksACallThatStandsStill() {
    server.next(standStill());

    save();

    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void breaksAPutThatTheServerDoesNotRead() {
    server.next(standStill());
    var large = ByteBuffer.allocateDirect(32 << 20);

    backend.save(FileHandle.of(FileType.DATA, Id.hash(new byte[1])), large);

    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void endsWhenPatienceDoes() {
    server.always(error(503, "SlowDown"));

    try (var impatient = open(server.repository(), Duration.ofMillis(200))) {
      assertThatThrownBy(() -> impatient.load(PACK))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining("SlowDown")
          .hasMessageContaining("patience");
    }
    assertThat(server.requests()).isGreaterThan(2);
  }

  @Test
  void namesAStoreThatCannotBeReached() {
    var address = server.repository();
    server.close();

    try (var impatient = open(address, Duration.ofMillis(100))) {
      assertThatThrownBy(() -> impatient.load(FileHandle.CONFIG))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining("no connection")
          .hasMessageContaining("check the address");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void takesNoWebPageForAnEmptyStore(int status) {
    server.always(html(status));

    assertThatThrownBy(() -> backend.list(FileType.SNAPSHOTS, it -> {}))
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining("check the address");
  }

  @Test
  void takesNoWebPageForAMissingConfig() {
    server.always(html(404));

    assertThatThrownBy(() -> backend.load(FileHandle.CONFIG)).isInstanceOf(BackendFailure.class);
  }

  @Test
  void failsAtOnceWhenTheAnswerIsNotTheRange() {
    save();
    int before = server.requests();

    assertThatThrownBy(() -> backend.load(PACK, 10, 20))
        .isInstanceOf(BackendFailure.class)
        .hasMessageContaining("run check");

    assertThat(server.requests()).isEqualTo(before + 1);
  }

  @Test
  void showsNoKeyInAnyEndpoint() {
    save();

    var addresses = new ArrayList<String>();
    context.getEndpoints().forEach(it -> addresses.add(it.getEndpointUri()));

    assertThat(addresses).anyMatch(it -> it.startsWith("aws2-s3:"));
    assertThat(addresses).noneMatch(it -> it.contains("very-secret") || it.contains("accessKey"));
  }

  @Test
  void leavesNothingBehindWhenClosed() {
    save();

    backend.close();

    assertThat(context.getEndpoints()).noneMatch(it -> it.getEndpointUri().startsWith("aws2-s3"));
    assertThat(context.getRegistry().findByType(software.amazon.awssdk.services.s3.S3Client.class))
        .isEmpty();
  }

  private void save() {
    backend.save(PACK, ByteBuffer.wrap(CONTENT));
  }
}
