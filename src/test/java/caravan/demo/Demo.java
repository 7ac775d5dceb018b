package caravan.demo;

import caravan.components.Folders;
import caravan.components.S3ProxyServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Plays the whole story: an app backed up to two repositories, lost, and back on first provision.
 */
public final class Demo {
  private static final int HOURS = 5;
  private final PrintStream out;
  private final Path folder;

  public Demo(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    System.setProperty("CARAVAN_LOG", "WARN");
    var words = List.of(args);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (!List.of("--keep").containsAll(words)) {
      out.println("caravan demo [--keep]    --keep leaves the folder with both repositories");
      System.exit(words.contains("--help") || words.contains("-h") ? 0 : 1);
    }
    boolean keeps = words.contains("--keep");
    var folder = Files.createTempDirectory("caravan-demo-");
    boolean isProven;
    try {
      isProven = new Demo(out, folder).run(keeps);
    } finally {
      if (!keeps) {
        Folders.delete(folder);
      }
    }
    System.exit(isProven ? 0 : 1);
  }

  /** Returns whether everything came back as it was. */
  public boolean run(boolean keeps) throws IOException {
    try (var server = S3ProxyServer.start();
        var site = new DemoSite(folder, server)) {
      say(
          "An S3 server at %s is both \"minio\" and \"r2\"; everything else lies in %s.",
          server.endpoint(), folder);

      chapter("First deployment");
      say(
          "The claim \"app\" names the destination \"app-dst\". There is no backup yet, so the volume is empty.");
      site.deploy();
      var volume = new DemoVolume(site.volume());
      volume.fill();
      say("The app moves in: %s.", describe(FolderDigest.of(site.volume())));

      chapter("A night of use: hourly to minio, daily at 00:30 to r2");
      for (int hour = 1; hour <= HOURS; hour++) {
        volume.change(hour);
        site.anHourLater();
        say("%s  %s", site.time(), site.summary());
      }
      var before = FolderDigest.of(site.volume());

      chapter("The volume and the machine's memory of it are lost");
      site.lose();
      say("%s is gone, and so are all statuses, caches and images.", site.volume());

      chapter("The same manifests are deployed again");
      site.deploy();
      var after = FolderDigest.of(site.volume());
      say("The claim was filled from the newest backup before anybody could see it.");

      return report(site, before, after, keeps);
    }
  }

  private boolean report(DemoSite site, FolderDigest before, FolderDigest after, boolean keeps)
      throws IOException {
    chapter("What is where");
    boolean isEqual = before.equals(after);
    site.table().lines().forEach(out::println);
    out.println();
    say("before the loss:  %s  %s", before.shortChecksum(), describe(before));
    say("after restoring:  %s  %s", after.shortChecksum(), describe(after));
    say(
        isEqual
            ? "EQUAL: every name, mode, owner, time, link and byte."
            : "NOT EQUAL: this is a bug.");
    boolean isHealthy = new DemoJudge(out).judge(site);
    if (keeps) {
      site.keep();
      new DemoJudge(out).explain(site);
    }
    return isEqual && isHealthy;
  }

  private void chapter(String title) {
    out.println();
    out.println("== " + title);
  }

  private void say(String text, Object... arguments) {
    out.println("   " + text.formatted(arguments));
  }

  private static String describe(FolderDigest digest) {
    return digest.files() + " files, " + caravan.text.SizeText.of(digest.bytes());
  }
}
