package caravan.cli;

import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.InvalidInput;
import caravan.restic.json.JsonOutput;
import caravan.restic.repository.Keys.StoredKey;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Timestamp;
import caravan.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the keys; a star is before the one in use. */
@Command(
    name = "list",
    description = "List the keys of the repository.",
    footer = {"", "Examples:", "  caravan key list", "  caravan key list --json"})
final class KeyListVerb extends Verb {
  @Parameters(hidden = true)
  private List<String> words = new ArrayList<>();

  KeyListVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (!words.isEmpty()) {
      throw new InvalidInput("the key list command expects no arguments, only options: " + words);
    }
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          var keys = load(repository);
          if (isJson()) {
            console().json(json(repository, keys));
          } else {
            table(repository, keys).lines().forEach(console()::line);
          }
          return OK;
        });
  }

  /** One that is damaged is told, and passed over. */
  private List<StoredKey> load(Repository repository) {
    var loaded = new ArrayList<StoredKey>();
    var keys = repository.keys();
    for (var id : keys.ids()) {
      try {
        loaded.add(keys.load(id));
      } catch (DamagedRepository | FileMissing e) {
        warn("key " + id + " cannot be read: " + e.getMessage());
      }
    }
    return loaded;
  }

  private TextTable table(Repository repository, List<StoredKey> keys) {
    var table = new TextTable(List.of(" ID", "User", "Host", "Created"));
    for (var key : keys) {
      boolean isCurrent = key.id().equals(repository.keyId());
      table.row(
          List.of(
              (isCurrent ? "*" : " ") + key.id().toShortString(),
              key.file().username(),
              key.file().hostname(),
              created(key)));
    }
    return table;
  }

  private JsonOutput json(Repository repository, List<StoredKey> keys) {
    var out = new JsonOutput().beginArray();
    for (var key : keys) {
      out.beginObject()
          .member("current", key.id().equals(repository.keyId()))
          .member("id", key.id())
          .member("userName", key.file().username())
          .member("hostName", key.file().hostname())
          .member("created", created(key))
          .endObject();
    }
    return out.endArray();
  }

  private String created(StoredKey key) {
    return context().zone().toSeconds(Timestamp.parse(key.file().created()));
  }
}
