package caravan.cli;

import caravan.restic.json.JsonOutput;
import picocli.CommandLine.Command;

/** Tells which program this is. */
@Command(name = "version", description = "Print the version.")
final class VersionVerb extends Verb {
  private static final String OS = "linux";
  private static final String ARCHITECTURE = System.getProperty("os.arch", "");
  private static final String PLATFORM = OS + "/" + ARCHITECTURE;

  VersionVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    var runtime = "java" + Runtime.version().feature();
    if (isJson()) {
      console().json(json(runtime));
    } else {
      console().line(context().program() + " compiled with " + runtime + " on " + PLATFORM);
    }
    return OK;
  }

  /** The names of members are restic's. */
  private JsonOutput json(String runtime) {
    return new JsonOutput()
        .beginObject()
        .member("message_type", "version")
        .member("version", context().version())
        .member("go_version", runtime)
        .member("go_os", OS)
        .member("go_arch", ARCHITECTURE)
        .endObject();
  }
}
