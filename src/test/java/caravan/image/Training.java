package caravan.image;

import caravan.components.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a mover and an operator as the image runs them, so that the JVM sees what they load.
 *
 * <p>{@code Training mover|operator WORKFOLDER JAVA...}: what follows starts {@code caravan.Main}.
 */
public final class Training {
  private static final int FILES = 200;

  private Training() {}

  /** Ends with the exit code of what was run. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var work = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
    var java = List.of(args).subList(2, args.length);
    System.exit(args[0].equals("mover") ? mover(work, java) : operator(work, java));
  }

  private static int mover(Path work, List<String> java) throws IOException, InterruptedException {
    var data = Files.createDirectories(work.resolve("data"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(data.resolve("file-" + i), ("content " + i + "\n").repeat(i * 7 + 1));
    }
    try (var s3 = S3ProxyServer.start()) {
      var process = started(work, java, "mover", "backup", "prune", "check", "restore");
      process.environment().putAll(s3.environment());
      process
          .environment()
          .putAll(
              Map.of(
                  "RESTIC_REPOSITORY", s3.repository("training"),
                  "RESTIC_PASSWORD", "training",
                  "RESTIC_CACHE_DIR", work.resolve("cache").toString(),
                  "DATA_DIR", data.toString(),
                  "CARAVAN_READ_DATA", "100%",
                  "CARAVAN_RESULT_FILE", work.resolve("result").toString(),
                  "FORGET_OPTIONS", "--keep-hourly 24 --keep-daily 7"));
      return process.start().waitFor();
    }
  }

  private static int operator(Path work, List<String> java)
      throws IOException, InterruptedException {
    try (var cluster = EmptyCluster.start()) {
      var kubeconfig = Files.writeString(work.resolve("kubeconfig"), cluster.kubeconfig());
      var process =
          started(
                  work,
                  java,
                  "operator",
                  "--kubeconfig=" + kubeconfig,
                  "--no-leader-elect",
                  "--mover-image=caravan",
                  "--set=camel.management.port=0")
              .start();
      cluster.awaitWatches();
      process.destroy();
      return process.waitFor(5, TimeUnit.MINUTES) ? process.exitValue() : 1;
    }
  }

  private static ProcessBuilder started(Path work, List<String> java, String... words) {
    var command = new ArrayList<>(java);
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).directory(work.toFile()).inheritIO();
    process.environment().remove("KUBECONFIG");
    return process;
  }
}
