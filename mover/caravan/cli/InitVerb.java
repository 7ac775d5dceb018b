package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.Config;
import caravan.restic.repository.Repository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a new repository. */
@Command(
    name = "init",
    description = "Make a new repository.",
    footer = {
      "",
      "Examples:",
      "  caravan init -r /mnt/usb/backup",
      "  caravan init -r s3:https://s3.example.org/bucket/laptop"
    })
final class InitVerb extends Verb {
  @Option(
      names = "--repository-version",
      paramLabel = "VERSION",
      defaultValue = "stable",
      description = "1, 2, stable or latest")
  private String version;

  InitVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    try (var backend = backend()) {
      Repository repository;
      try {
        repository = Repository.init(backend, settings().open(this::warn), version(), null);
      } catch (InvalidInput e) {
        throw new InvalidInput(
            "create repository at %s failed: %s".formatted(backend.location(), e.getMessage()), e);
      }
      report(repository);
      return OK;
    }
  }

  private int version() {
    return switch (version) {
      case "stable", "latest", "2" -> Config.MAX_VERSION;
      case "1" -> Config.MIN_VERSION;
      default ->
          throw new InvalidInput(
              "--repository-version " + version + " is not one of 1, 2, stable, latest");
    };
  }

  private void report(Repository repository) {
    var id = repository.config().id().toString();
    var location = repository.backend().location();
    if (isJson()) {
      console()
          .json(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "initialized")
                  .member("id", id)
                  .member("repository", location)
                  .endObject());
      return;
    }
    say("created restic repository %s at %s", id.substring(0, 10), location);
    say("");
    say("Please note that knowledge of your password is required to access");
    say("the repository. Losing your password means that your data is");
    say("irrecoverably lost.");
  }
}
