package caravan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.components.MinioServer;
import caravan.components.SelfSigned;
import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileInfo;
import caravan.restic.backend.FileType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioRefusalsIT {
  private static final byte[] CONTENT = {1, 2, 3};
  private static final FileHandle FILE = FileHandle.of(FileType.INDEX, Id.hash(CONTENT));
  private final RemoteStores stores = RemoteStores.standalone();

  @AfterEach
  void stop() {
    stores.close();
  }

  @Test
  void saysWhichKeyIsWrong() {
    try (var server = MinioServer.start()) {
      var keys = new HashMap<>(server.environment());

      keys.put("AWS_SECRET_ACCESS_KEY", "not-the-secret");
      assertRefused(server, keys, "AWS_SECRET_ACCESS_KEY");
      keys.put("AWS_ACCESS_KEY_ID", "nobody");
      assertRefused(server, keys, "AWS_ACCESS_KEY_ID");
    }
  }

  private void assertRefused(MinioServer server, Map<String, String> keys, String hint) {
    try (var backend = stores.open(server.repository("bucket/x"), StoreSettings.of(keys))) {
      assertThatThrownBy(() -> backend.load(FileHandle.CONFIG))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining(hint)
          .hasMessageNotContaining("not-the-secret");
    }
  }

  @Test
  void tellsAMissingBucketFromAFullOne() {
    try (var server = MinioServer.start();
        var backend =
            stores.open(server.repository("absent/x"), StoreSettings.of(server.environment()))) {
      var found = new ArrayList<FileInfo>();

      assertThatThrownBy(() -> backend.load(FileHandle.CONFIG))
          .isInstanceOf(FileMissing.class)
          .hasMessageContaining("neither is the bucket");
      assertThatThrownBy(() -> backend.save(FILE, ByteBuffer.wrap(CONTENT)))
          .isInstanceOf(BackendFailure.class)
          .hasMessageContaining("the bucket does not exist");
      backend.list(FileType.SNAPSHOTS, found::add);
      assertThat(found).isEmpty();

      backend.create();
      backend.save(FILE, ByteBuffer.wrap(CONTENT));
      assertThat(backend.load(FILE)).isEqualTo(CONTENT);
    }
  }

  @Test
  void listsWithTheFirstVersionOfTheCall() {
    try (var server = MinioServer.start();
        var backend =
            stores.open(
                server.repository("old/x"),
                StoreSettings.of(server.environment())
                    .withOptions(Map.of("s3.list-objects-v1", "true")))) {
      var found = new ArrayList<FileInfo>();

      backend.create();
      backend.save(FILE, ByteBuffer.wrap(CONTENT));
      backend.list(FileType.INDEX, found::add);

      assertThat(found).containsExactly(new FileInfo(FILE.name(), CONTENT.length));
    }
  }

  @Test
  void trustsAPrivateAuthorityOnlyWhenGiven(@TempDir Path folder) throws Exception {
    var certificates = SelfSigned.in(folder);
    try (var server = MinioServer.startTls(certificates)) {
      var settings = StoreSettings.of(server.environment());
      var address = server.repository("tls/x");

      try (var strict = stores.open(address, settings)) {
        assertThatThrownBy(() -> strict.load(FileHandle.CONFIG))
            .isInstanceOf(BackendFailure.class)
            .hasMessageContaining("not trusted")
            .hasMessageContaining("--cacert");
      }
      var authority = certificates.resolve("public.crt");
      try (var trusting = stores.open(address, settings.withTls(authority, null, false))) {
        trusting.create();
        trusting.save(FILE, ByteBuffer.wrap(CONTENT));
      }
      try (var careless = stores.open(address, settings.withTls(null, null, true))) {
        assertThat(careless.load(FILE)).isEqualTo(CONTENT);
      }
    }
  }
}
