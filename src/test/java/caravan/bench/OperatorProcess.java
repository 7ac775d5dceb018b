package caravan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The program as a process of its own, as it is shipped. */
record OperatorProcess(Process process) implements AutoCloseable {
  private static final int PORT = 19876;
  private static final Pattern SERIES = Pattern.compile("(?m)^volsync_volume_out_of_sync\\{.*\\} ");

  static OperatorProcess start(Path kubeconfig) throws IOException {
    var builder =
        new ProcessBuilder(
            "./caravan",
            "operator",
            "--kubeconfig",
            kubeconfig.toString(),
            "--no-leader-elect",
            "--mover-image",
            "caravan",
            "--set",
            "camel.management.port=" + PORT);
    builder
        .environment()
        .put("CARAVAN_JAVA_OPTS", "-Xmx96m -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders");
    return new OperatorProcess(
        builder
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target/scale.log").toFile())
            .start());
  }

  void awaitSeries(int objects) throws Exception {
    Soon.await(() -> SERIES.matcher(scrape()).results().count() >= objects);
  }

  private static String scrape() {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + PORT + "/observe/metrics");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  long rssMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", process.pid() + "", "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .sum();
  }

  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
