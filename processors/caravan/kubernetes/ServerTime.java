package caravan.kubernetes;

import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How far the API server's clock is ahead of ours. Objects carry its times: where the two clocks
 * differ by minutes, what was just made would pass for late.
 */
final class ServerTime {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final int PATIENCE_SECONDS = 10;

  /** As much as an answer may take on its way. */
  private static final Duration NOTHING = Duration.ofSeconds(PATIENCE_SECONDS);

  private final Cluster cluster;
  private final Clock clock;
  private Instant asked;
  private Duration ahead = Duration.ZERO;

  ServerTime(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /** Zero where they are nearly the same, and where nothing is known. */
  synchronized Duration ahead() {
    var now = clock.instant();
    if (asked == null || Duration.between(asked, now).abs().compareTo(GOOD_FOR) > 0) {
      ahead = date().map(date -> Duration.between(now, date)).orElse(ahead);
      asked = now;
    }
    return ahead.abs().compareTo(NOTHING) > 0 ? ahead : Duration.ZERO;
  }

  private Optional<Instant> date() {
    var http = cluster.client().getHttpClient();
    var version = URI.create(cluster.client().getMasterUrl() + "version");
    var answer = http.sendAsync(http.newHttpRequestBuilder().uri(version).build(), String.class);
    try {
      return date(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException | DateTimeException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(HttpResponse<String> answer) {
    return answer.headers().entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase("Date"))
        .map(it -> it.getValue().getFirst())
        .map(it -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(it)))
        .findFirst();
  }
}
