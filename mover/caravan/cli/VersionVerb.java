package caravan.cli;

import caravan.restic.json.JsonOutput;
import picocli.CommandLine.Command;

/** Tells which program this is. */
@Command(name = "version", description = "Print the version.")
final class VersionVerb extends Verb {
  VersionVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (isJson()) {
      console()
          .json(
              new JsonOutput()
                  .beginObject()
                  .member("message_type", "version")
                  .member("version", context().version())
                  .endObject());
    } else {
      console().line("%s (restic repository versions 1 and 2)", context().program());
    }
    return OK;
  }
}
