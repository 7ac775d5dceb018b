package caravan.storage;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Builds the one S3 client of a store. It tries each call once: redelivery is the routes' matter,
 * where it can be seen. Checksums are sent only where S3 demands them, because other servers refuse
 * the headers they do not know.
 */
final class S3ClientFactory {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** Beside the packs' connections, so that a lock is refreshed while all of them are busy. */
  private static final int SPARE_CONNECTIONS = 2;

  private final StoreSettings settings;
  private final S3Location location;
  private final S3Settings s3;

  S3ClientFactory(StoreSettings settings, S3Location location, S3Settings s3) {
    this.settings = settings;
    this.location = location;
    this.s3 = s3;
  }

  S3Client open(Runnable onAnswer) {
    var builder =
        S3Client.builder()
            .region(Region.of(s3.region()))
            .credentialsProvider(S3Credentials.find(settings.environment(), s3, location))
            .forcePathStyle(s3.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                it -> it.chunkedEncodingEnabled(false).expectContinueEnabled(false))
            .overrideConfiguration(this::override)
            .httpClient(http(onAnswer));
    if (location.isAmazon()) {
      builder.crossRegionAccessEnabled(true);
    } else {
      builder.endpointOverride(URI.create(location.endpoint()));
    }
    return builder.build();
  }

  private void override(ClientOverrideConfiguration.Builder builder) {
    var noProfiles = ProfileFile.aggregator().build();
    builder.retryStrategy(DefaultRetryStrategy.doNotRetry()).defaultProfileFile(noProfiles);
    if (s3.checksums()) {
      builder.addExecutionInterceptor(new NameIsChecksum());
    }
  }

  private SdkHttpClient http(Runnable onAnswer) {
    var builder =
        Apache5HttpClient.builder()
            .maxConnections(s3.connections() + SPARE_CONNECTIONS)
            .connectionAcquisitionTimeout(settings.stallTimeout())
            .connectionTimeout(min(CONNECT_TIMEOUT, settings.stallTimeout()))
            .socketTimeout(settings.stallTimeout())
            .tcpKeepAlive(true)
            .proxyConfiguration(proxy());
    if (settings.insecureTls()) {
      builder.tlsTrustManagersProvider(Certificates::trustingAnybody);
    } else if (settings.caCertificates() != null) {
      var trusted = Certificates.trusting(settings.caCertificates());
      builder.tlsTrustManagersProvider(() -> trusted);
    }
    if (settings.clientCertificate() != null) {
      var shown = Certificates.showing(settings.clientCertificate());
      builder.tlsKeyManagersProvider(() -> shown);
    }
    return new MeteredHttpClient(
        builder.build(),
        ByteRate.ofKib(settings.uploadKibPerSecond()),
        ByteRate.ofKib(settings.downloadKibPerSecond()),
        new StallGuard(settings.stallTimeout()),
        onAnswer);
  }

  private ProxyConfiguration proxy() {
    var builder =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false);
    ProxyChoice.of(settings.environment(), location.tls(), location.hostWithoutPort())
        .ifPresent(proxy -> use(proxy, builder));
    return builder.build();
  }

  private static void use(URI proxy, ProxyConfiguration.Builder builder) {
    builder.endpoint(URI.create(proxy.getScheme() + "://" + proxy.getHost() + ":" + port(proxy)));
    if (proxy.getUserInfo() != null) {
      var user = proxy.getUserInfo().split(":", 2);
      builder.username(user[0]).password(user.length == 2 ? user[1] : "");
    }
  }

  private static int port(URI proxy) {
    if (proxy.getPort() > 0) {
      return proxy.getPort();
    }
    return "https".equals(proxy.getScheme()) ? 443 : 80;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
