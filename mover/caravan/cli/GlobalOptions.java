package caravan.cli;

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
      description = "file that names the repository ($RESTIC_REPOSITORY_FILE)")
  String repositoryFile;

  @Option(
      names = {"-p", "--password-file"},
      paramLabel = "FILE",
      description = "file that holds the password ($RESTIC_PASSWORD_FILE)")
  String passwordFile;

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
  String cacheDir;

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
      description = "print no progress and no report")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "tell more; twice or =2: of each file")
  boolean[] verbose = {};

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
      description = "size of a pack, 4 to 128 ($RESTIC_PACK_SIZE)")
  String packSize;

  @Option(
      names = "--compression",
      paramLabel = "MODE",
      description = "auto, off, fastest, better or max ($RESTIC_COMPRESSION)")
  String compression;

  @Option(names = "--no-extra-verify", description = "do not decode what was just encoded")
  boolean noExtraVerify;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "authorities to trust ($RESTIC_CACERT)")
  String caCertificates;

  @Option(
      names = "--tls-client-cert",
      paramLabel = "FILE",
      description = "certificate and key to show ($RESTIC_TLS_CLIENT_CERT)")
  String clientCertificate;

  @Option(names = "--insecure-tls", description = "trust any certificate")
  boolean insecureTls;

  @Option(
      names = "--stuck-request-timeout",
      paramLabel = "DURATION",
      description = "try a request again that moves no byte for so long (default 2m)")
  String stuckRequestTimeout = "";

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "option of the store, e.g. s3.region=eu-west-1")
  Map<String, String> options = new LinkedHashMap<>();

  /** 1 at rest, 2 and 3 with {@code -v}, 0 with {@code --quiet}. */
  int verbosity() {
    return quiet ? 0 : 1 + verbose.length;
  }
}
