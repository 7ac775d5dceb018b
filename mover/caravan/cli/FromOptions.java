package caravan.cli;

import caravan.restic.InvalidInput;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flags that name a second repository, to copy its snapshots or take its parameters from. */
final class FromOptions {
  private static final String PREFIX = "RESTIC_FROM_";

  @Option(
      names = "--from-repo",
      paramLabel = "REPOSITORY",
      description = "the other repository ($RESTIC_FROM_REPOSITORY)")
  private String repository;

  @Option(
      names = "--from-repository-file",
      paramLabel = "FILE",
      description = "file that names it ($RESTIC_FROM_REPOSITORY_FILE)")
  private String repositoryFile;

  @Option(
      names = "--from-password-file",
      paramLabel = "FILE",
      description = "file that holds its password ($RESTIC_FROM_PASSWORD_FILE)")
  private String passwordFile;

  @Option(
      names = "--from-password-command",
      paramLabel = "COMMAND",
      description = "command that prints its password ($RESTIC_FROM_PASSWORD_COMMAND)")
  private String passwordCommand;

  @Option(
      names = "--from-key-hint",
      paramLabel = "ID",
      description = "try this key of it first ($RESTIC_FROM_KEY_HINT)")
  private String keyHint;

  @Option(names = "--from-insecure-no-password", description = "its password is empty")
  private boolean insecureNoPassword;

  /** As if the other repository were the one the verb is about. */
  Settings settings(GlobalOptions global, CliContext context) {
    boolean isNamed =
        repository != null
            || repositoryFile != null
            || context.environment().containsKey(PREFIX + "REPOSITORY")
            || context.environment().containsKey(PREFIX + "REPOSITORY_FILE");
    if (!isNamed) {
      throw new InvalidInput(
          "Please specify a source repository location (--from-repo or --from-repository-file)");
    }
    var options = new GlobalOptions();
    options.repository = repository;
    options.repositoryFile = repositoryFile;
    options.passwordFile = passwordFile;
    options.passwordCommand = passwordCommand;
    options.keyHint = keyHint;
    options.insecureNoPassword = insecureNoPassword;
    options.noCache = global.noCache;
    options.cacheDir = global.cacheDir;
    options.limitDownload = global.limitDownload;
    options.options = global.options;
    options.caCertificates = global.caCertificates;
    options.clientCertificate = global.clientCertificate;
    options.insecureTls = global.insecureTls;
    return new Settings(options, context.with(environment(context.environment())));
  }

  private static Map<String, String> environment(Map<String, String> given) {
    var environment = new HashMap<>(given);
    for (var name : new String[] {"REPOSITORY", "PASSWORD"}) {
      environment.keySet().removeIf(key -> key.startsWith("RESTIC_" + name));
    }
    environment.remove("RESTIC_KEY_HINT");
    given.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            environment.put("RESTIC_" + name.substring(PREFIX.length()), value);
          }
        });
    return environment;
  }
}
