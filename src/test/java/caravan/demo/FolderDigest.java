package caravan.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One checksum over a folder: every name, type, mode, owner, time, link target and byte below it.
 */
public record FolderDigest(String checksum, long files, long bytes) {
  private static final String METADATA = "unix:mode,uid,gid,lastModifiedTime";

  public static FolderDigest of(Path folder) throws IOException {
    var digest = sha256();
    long files = 0;
    long bytes = 0;
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(path -> !path.equals(folder)).sorted().toList()) {
        digest.update(describe(folder, path).getBytes(StandardCharsets.UTF_8));
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          var content = Files.readAllBytes(path);
          digest.update(content);
          files++;
          bytes += content.length;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new FolderDigest(HexFormat.of().formatHex(digest.digest()), files, bytes);
  }

  public String shortChecksum() {
    return checksum.substring(0, 16);
  }

  private static String describe(Path folder, Path path) throws IOException {
    var attributes = Files.readAttributes(path, METADATA, LinkOption.NOFOLLOW_LINKS);
    var target = Files.isSymbolicLink(path) ? Files.readSymbolicLink(path).toString() : "";
    return folder.relativize(path)
        + "\0"
        + new java.util.TreeMap<>(attributes)
        + "\0"
        + target
        + "\n";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
