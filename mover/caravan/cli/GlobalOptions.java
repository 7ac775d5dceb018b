package caravan.cli;

import caravan.restic.repository.Compression;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flags that every verb has. */
final class GlobalOptions {
  @Option(
      names = {"-r", "--repo"},
      paramLabel = "REPOSITORY",
      description = "the repository ($RESTIC_REPOSITORY)")
  String repository;

  @Option(
      names = "--repository-file",
      paramLabel = "FILE",
      description = "file that names the repository")
  Path repositoryFile;

  @Option(
      names = {"-p", "--password-file"},
      paramLabel = "FILE",
      description = "file that holds the password ($RESTIC_PASSWORD_FILE)")
  Path passwordFile;

  @Option(
      names = "--password-command",
      paramLabel = "COMMAND",
      description = "command that prints the password ($RESTIC_PASSWORD_COMMAND)")
  String passwordCommand;

  @Option(names = "--insecure-no-password", description = "use an empty password")
  boolean insecureNoPassword;

  @Option(
      names = "--key-hint",
      paramLabel = "ID",
      description = "try this key first ($RESTIC_KEY_HINT)")
  String keyHint;

  @Option(names = "--cache-dir", paramLabel = "DIR", description = "the cache ($RESTIC_CACHE_DIR)")
  Path cacheDir;

  @Option(names = "--no-cache", description = "use no local cache")
  boolean noCache;

  @Option(names = "--cleanup-cache", hidden = true)
  boolean cleanupCache;

  @Option(names = "--no-lock", description = "take no lock where reading is all that is done")
  boolean noLock;

  @Option(
      names = "--retry-lock",
      paramLabel = "DURATION",
      description = "wait so long for others to let go of the repository, e.g. 5m")
  String retryLock = "";

  @Option(names = "--json", description = "print JSON for programs")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "print no progress")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "tell more; twice for each file",
      arity = "0..1",
      fallbackValue = "-1")
  int[] verbose = {};

  @Option(names = "--limit-upload", paramLabel = "KiB/s", description = "send no faster than this")
  int limitUpload;

  @Option(
      names = "--limit-download",
      paramLabel = "KiB/s",
      description = "fetch no faster than this")
  int limitDownload;

  @Option(
      names = "--pack-size",
      paramLabel = "MiB",
      description = "size of a pack ($RESTIC_PACK_SIZE)")
  Integer packSize;

  @Option(
      names = "--compression",
      paramLabel = "MODE",
      description = "${COMPLETION-CANDIDATES} ($RESTIC_COMPRESSION)")
  Compression compression;

  @Option(names = "--no-extra-verify", description = "do not decode what was just encoded")
  boolean noExtraVerify;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "authorities to trust ($RESTIC_CACERT)")
  Path caCertificates;

  @Option(
      names = "--tls-client-cert",
      paramLabel = "FILE",
      description = "certificate and key to show")
  Path clientCertificate;

  @Option(names = "--insecure-tls", description = "trust any certificate")
  boolean insecureTls;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "option of the store, e.g. s3.region=eu-west-1")
  Map<String, String> options = new LinkedHashMap<>();

  /** 1 at rest, 2 and 3 with {@code -v}, 0 with {@code --quiet}. */
  int verbosity() {
    int level = 1;
    for (int value : verbose) {
      level = value < 0 ? level + 1 : value + 1;
    }
    return quiet ? 0 : level;
  }
}
