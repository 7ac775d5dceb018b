package caravan.storage;

import caravan.restic.ResticException;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** One bucket and prefix on one S3 server, with the client that speaks to it. */
final class S3Store implements Store {
  static final String CLIENT = "client";
  static final String SETTINGS = "s3";
  static final String LOCATION = "location";
  private final S3Location location;
  private final S3Settings s3;
  private final StoreSettings settings;
  private final String clientName;
  private final S3Client client;
  private volatile boolean hasAnswered;

  private S3Store(S3Location location, S3Settings s3, StoreSettings settings, String clientName) {
    this.location = location;
    this.s3 = s3;
    this.settings = settings;
    this.clientName = clientName;
    this.client = new S3ClientFactory(settings, location, s3).open(() -> hasAnswered = true);
  }

  /**
   * @param clientName under which the client will be found by the routes
   */
  static S3Store open(String address, StoreSettings settings, String clientName) {
    var location = S3Location.parse(address);
    return new S3Store(location, S3Settings.from(settings, location), settings, clientName);
  }

  S3Client client() {
    return client;
  }

  String clientName() {
    return clientName;
  }

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public String location() {
    return location.toString();
  }

  @Override
  public int connections() {
    return s3.connections();
  }

  @Override
  public Map<String, Object> properties(FileHandle handle) {
    var properties = new HashMap<String, Object>();
    properties.put("bucket", location.bucket());
    properties.put("prefix", location.keyPrefix());
    properties.put(CLIENT, clientName);
    properties.put(SETTINGS, s3);
    properties.put(LOCATION, location);
    if (handle.type() == FileType.DATA || !s3.isArchive()) {
      properties.put("storageClass", s3.storageClass());
    }
    return properties;
  }

  @Override
  public boolean isPassing(Throwable failure) {
    return S3Failures.isPassing(failure);
  }

  @Override
  public Duration patience() {
    return hasAnswered ? settings.retryFor() : settings.firstContact();
  }

  @Override
  public String brief(Throwable failure) {
    return S3Failures.brief(failure);
  }

  @Override
  public ResticException explain(String verb, String file, Throwable failure) {
    return new S3Failures(location, s3.region(), hasAnswered).explain(verb, file, failure);
  }

  @Override
  public void close() {
    client.close();
  }
}
