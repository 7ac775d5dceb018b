package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.backend.Backend;
import caravan.restic.chunker.Polynomial;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.Config;
import caravan.restic.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Option(
      names = "--copy-chunker-params",
      description = "cut files as the repository of --from-repo does, so that copies need no space")
  private boolean copyChunkerParameters;

  @Mixin private FromOptions from;

  @Parameters(hidden = true)
  private List<String> words = new ArrayList<>();

  InitVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (!words.isEmpty()) {
      throw new InvalidInput("the init command expects no arguments, only options: " + words);
    }
    int number = version();
    var polynomial = copyChunkerParameters ? polynomialOfOther() : null;
    try (var backend = backend(settings())) {
      report(create(backend, number, polynomial));
      return OK;
    }
  }

  private Polynomial polynomialOfOther() {
    try (var other = open(from.settings(global, context()))) {
      return other.config().chunkerPolynomial();
    }
  }

  private Repository create(Backend backend, int number, Polynomial polynomial) {
    var options = settings().open(this::warn, true);
    try {
      return Repository.init(backend, options, number, polynomial);
    } catch (InvalidInput e) {
      throw new InvalidInput(
          "create repository at %s failed: %s".formatted(backend.location(), e.getMessage()), e);
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
