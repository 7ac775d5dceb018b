package caravan.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How a remote store is reached, whatever its kind.
 *
 * @param environment credentials, region, proxies, as restic names them; never printed
 * @param options restic's {@code -o} options, for example {@code s3.region}
 * @param uploadKibPerSecond 0 for no limit; likewise {@code downloadKibPerSecond}
 * @param caCertificates PEM file of the only authorities to trust, null for the system's
 * @param clientCertificate PEM file with certificate and key to show to the store, null for none
 * @param insecureTls trust any certificate
 * @param retryFor how long a call to a store that has answered before is tried again
 * @param firstContact how long a store that never answered is tried
 * @param stallTimeout how long a call may be without moving a byte
 */
public record StoreSettings(
    Map<String, String> environment,
    Map<String, String> options,
    int uploadKibPerSecond,
    int downloadKibPerSecond,
    Path caCertificates,
    Path clientCertificate,
    boolean insecureTls,
    Duration retryFor,
    Duration firstContact,
    Duration stallTimeout) {

  /** Defaults, with the certificate files that restic's variables name. */
  public static StoreSettings of(Map<String, String> environment) {
    return new StoreSettings(
        Map.copyOf(environment),
        Map.of(),
        0,
        0,
        file(environment.get("RESTIC_CACERT")),
        file(environment.get("RESTIC_TLS_CLIENT_CERT")),
        false,
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2));
  }

  public StoreSettings withOptions(Map<String, String> added) {
    var all = new HashMap<>(options);
    all.putAll(added);
    return new StoreSettings(
        environment,
        Map.copyOf(all),
        uploadKibPerSecond,
        downloadKibPerSecond,
        caCertificates,
        clientCertificate,
        insecureTls,
        retryFor,
        firstContact,
        stallTimeout);
  }

  public StoreSettings withRates(int upload, int download) {
    return new StoreSettings(
        environment,
        options,
        upload,
        download,
        caCertificates,
        clientCertificate,
        insecureTls,
        retryFor,
        firstContact,
        stallTimeout);
  }

  /** Null keeps what is set. */
  public StoreSettings withTls(Path authorities, Path certificate, boolean insecure) {
    return new StoreSettings(
        environment,
        options,
        uploadKibPerSecond,
        downloadKibPerSecond,
        authorities == null ? caCertificates : authorities,
        certificate == null ? clientCertificate : certificate,
        insecure,
        retryFor,
        firstContact,
        stallTimeout);
  }

  public StoreSettings withPatience(Duration retry, Duration first, Duration stall) {
    return new StoreSettings(
        environment,
        options,
        uploadKibPerSecond,
        downloadKibPerSecond,
        caCertificates,
        clientCertificate,
        insecureTls,
        retry,
        first,
        stall);
  }

  private static Path file(String name) {
    return name == null || name.isEmpty() ? null : Path.of(name);
  }

  @Override
  public String toString() {
    return "StoreSettings[***]";
  }
}
